import unittest

from supply import REGISTRY, faults, matches, may_be_used


class Supply(unittest.TestCase):
    def test_licences_are_read_as_expressions(self):
        for expression in ("MIT", "MIT OR GPL-3.0", "GPL-3.0 OR (MIT AND Zlib)", "Unlicense/MIT", "Apache-2.0 WITH LLVM-exception OR X"):
            self.assertTrue(may_be_used(expression), expression)
        for expression in ("GPL-3.0", "MIT AND GPL-3.0", "(MIT OR X) AND GPL-3.0", "?", "GPL-2.0 WITH LLVM-exception"):
            self.assertFalse(may_be_used(expression), expression)

    def test_versions_are_compared_as_cargo_does(self):
        for version, requirement in (
            ("2.3.0", ">= 2.3.0"), ("2.10.0", ">= 2.3.0"), ("1.2.9", ">= 1.2.3, < 2"), ("1.9.0", "^1.2"), ("0.3.9", "^0.3.1"),
            ("1.2.9", "~1.2.3"), ("2.3.0-rc.1", "< 2.3.0"), ("0.0.3", "^0.0.3"),
        ):  # fmt: skip
            self.assertTrue(matches(version, requirement), (version, requirement))
        for version, requirement in (("2.2.9", ">= 2.3.0"), ("2.0.0", ">= 1.2.3, < 2"), ("2.0.0", "^1.2"), ("0.4.0", "^0.3.1"), ("1.3.0", "~1.2.3")):
            self.assertFalse(matches(version, requirement), (version, requirement))

    def test_every_fault_is_told(self):
        package = {"name": "x", "version": "1.0.0", "source": REGISTRY, "license": "MIT"}
        known = [{"id": "A", "package": "x", "patched": [">= 1.0.1"], "unaffected": ["< 1.0.0"]}]
        self.assertEqual(len(list(faults([package], known))), 1)
        self.assertEqual(list(faults([package | {"version": "1.0.1"}, package | {"version": "0.9.0"}], known)), [])
        self.assertEqual(len(list(faults([package | {"source": "git", "license": None, "name": "y"}], known))), 2)


if __name__ == "__main__":
    unittest.main()
