"""Holds docs/hosting/web.config to the schema of IIS: every section, element and attribute is known there, and values that
are enumerated are of their list.

    tests/hosting/iis.py IIS_schema.xml

By hand: the schema lies on every Windows with IIS in %windir%\\System32\\inetsrv\\config\\schema.
"""

import pathlib
import sys
import xml.etree.ElementTree as tree

CONFIG = pathlib.Path(__file__).parents[2] / "docs/hosting/web.config"


def sections(schema):
    """The schema's sections by their path: "system.webServer/staticContent"."""
    return {section.get("name"): section for section in tree.parse(schema).iter("sectionSchema")}


def attributes(element, known, where, faults):
    for name, value in element.attrib.items():
        found = next((one for one in known.findall("attribute") if one.get("name") == name), None)
        if found is None:
            faults.append(f"{where}: no attribute {name}")
            continue
        listed = [one.get("name") for one in found.findall("enum") + found.findall("flag")]
        if listed and not set(value.split(",")) <= set(listed):
            faults.append(f"{where}: {name}={value!r} is none of {listed}")
        if found.get("type") == "bool" and value not in ("true", "false"):
            faults.append(f"{where}: {name}={value!r} is neither true nor false")


def elements(element, known, where, faults):
    attributes(element, known, where, faults)
    for child in element:
        inner = f"{where}/{child.tag}"
        named = next((one for one in known.findall("element") if one.get("name") == child.tag), None)
        if named is not None:
            elements(child, named, inner, faults)
            continue
        collection = known.find("collection")
        if collection is None:
            faults.append(f"{inner}: no such element")
        elif child.tag in collection.get("addElement", "").split(","):
            elements(child, collection, inner, faults)
        elif child.tag == collection.get("removeElement"):
            keys = [one.get("name") for one in collection.findall("attribute") if "true" in (one.get("isUniqueKey"), one.get("isCombinedKey"))]
            if set(child.attrib) - set(keys):
                faults.append(f"{inner}: {set(child.attrib)} for {keys}")
        elif child.tag != collection.get("clearElement"):
            faults.append(f"{inner}: no such element")


def walk(element, path, known, faults):
    """Groups of sections nest; where a path is a section, its own rules hold."""
    for child in element:
        inner = f"{path}/{child.tag}" if path else child.tag
        if inner in known:
            elements(child, known[inner], inner, faults)
        elif any(name.startswith(f"{inner}/") for name in known):
            walk(child, inner, known, faults)
        else:
            faults.append(f"{inner}: no such section")


def main(schema):
    known, faults = sections(schema), []
    root = tree.parse(CONFIG).getroot()
    for part in [root, *root.findall("location")]:
        inside = tree.Element("configuration")
        inside.extend(child for child in part if child.tag != "location")
        walk(inside, "", known, faults)
    print("\n".join(faults) or f"{CONFIG.name}: all of it is known to the schema")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
