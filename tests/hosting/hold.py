"""Serves a built site with real servers, each with its file of docs/hosting, and holds what comes over the wire: types, caching,
compression, headers, the page for what is not there, what is hidden, and every byte (`thidua verify` on a mirrored copy).

    tests/hosting/hold.py PROGRAM [SERVER…]

Servers that are not installed count as faults. Nothing of the system's own configuration is read or changed.
"""

import contextlib
import gzip
import http.client
import json
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOSTING = ROOT / "docs/hosting"
BASE = "https://thidua.example.vn"
UTF8 = "; charset=utf-8"

# What is asked for: path, type, caching, whether other sites may read it. "" where nothing is sent.
WANTED = [
    ("", "text/html" + UTF8, "no-cache", ""),
    ("index.html", "text/html" + UTF8, "no-cache", ""),
    ("don-vi/quan-1.html", "text/html" + UTF8, "no-cache", ""),
    ("css/site.css", "text/css" + UTF8, "no-cache", ""),
    ("nhung/nhung.js", "text/javascript" + UTF8, "no-cache", ""),
    ("icon.svg", "image/svg+xml" + UTF8, "no-cache", ""),
    ("fonts/be-vietnam-pro-latin-400.woff2", "font/woff2", "public, max-age=2592000", "*"),
    ("du-lieu/don-vi/quan-1.csv", "text/csv" + UTF8, "no-cache", "*"),
    ("du-lieu/don-vi/quan-1.json", "application/json" + UTF8, "no-cache", "*"),
    ("du-lieu/manifest.json", "application/json" + UTF8, "no-cache", "*"),
    ("atom.xml", "application/atom+xml" + UTF8, "no-cache", ""),
    ("don-vi/quan-1.atom.xml", "application/atom+xml" + UTF8, "no-cache", ""),
    ("sitemap.xml", "text/xml" + UTF8, "no-cache", ""),
    ("robots.txt", "text/plain" + UTF8, "no-cache", ""),
]


def nginx(folder, site, port):
    text = (HOSTING / "nginx.conf").read_text()
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("    listen [::]:80;\n", "")
    text = text.replace("root /var/www/thidua;", f"root {site};")
    temp = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1;\n"
        f"events {{}}\nhttp {{ access_log off;\n{temp}{text}}}\n"
    )
    return ["nginx", "-e", f"{folder}/errors", "-p", str(folder), "-c", str(config)]


def apache(folder, site, port):
    text = (HOSTING / "apache.conf").read_text()
    text = text.replace("*:80", f"127.0.0.1:{port}").replace("/var/www/thidua", str(site))
    modules = "mpm_event authz_core dir mime headers rewrite deflate filter".split()
    load = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in modules
        if pathlib.Path(f"/usr/lib/apache2/modules/mod_{name}.so").exists()
    )
    config = folder / "apache.conf"
    config.write_text(
        f"{load}Listen 127.0.0.1:{port}\nServerName localhost\nPidFile {folder}/pid\nErrorLog {folder}/errors\n"
        f"DefaultRuntimeDir {folder}\nTypesConfig /dev/null\nUser www-data\nGroup www-data\n{text}"
    )
    return ["/usr/sbin/apache2", "-d", str(folder), "-f", str(config), "-DFOREGROUND"]


def caddy(folder, site, port):
    text = (HOSTING / "Caddyfile").read_text()
    text = text.replace(":80 {", f"http://127.0.0.1:{port} {{").replace("/var/www/thidua", str(site))
    text = text.replace("{\n\tservers", "{\n\tadmin off\n\tauto_https off\n\tservers", 1)
    config = folder / "Caddyfile"
    config.write_text(text)
    return ["env", f"XDG_DATA_HOME={folder}", f"XDG_CONFIG_HOME={folder}", "caddy", "run", "--config", str(config), "--adapter", "caddyfile"]


SERVERS = {"nginx": nginx, "apache": apache, "caddy": caddy}


def get(port, path, **headers):
    """The answer's status, its headers by lower-case name, its bytes as they came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/" + urllib.parse.quote(path), headers=headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@contextlib.contextmanager
def running(make, site):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        folder.chmod(0o755)
        with open(folder / "said", "w+") as said:
            server = subprocess.Popen(make(folder, site, port), stdout=said, stderr=said)
            try:
                for _ in range(100):
                    with contextlib.suppress(OSError):
                        get(port, "robots.txt")
                        break
                    if server.poll() is not None:
                        said.seek(0)
                        raise RuntimeError(f"ended with {server.returncode}: {said.read()[-2000:]}")
                    time.sleep(0.1)
                yield port
            finally:
                server.terminate()
                server.wait(20)


def same_type(given, wanted):
    return given.lower().replace(" ", "").replace('"', "") == wanted.replace(" ", "")


def hold_headers(port, path, kind, cache, others):
    status, headers, body = get(port, path)
    if status != 200:
        yield f"{path}: {status}"
        return
    if not same_type(headers.get("content-type", ""), kind):
        yield f"{path}: type {headers.get('content-type')} for {kind}"
    if headers.get("cache-control") != cache:
        yield f"{path}: caching {headers.get('cache-control')} for {cache}"
    if headers.get("access-control-allow-origin", "") != others:
        yield f"{path}: others {headers.get('access-control-allow-origin')} for {others!r}"
    if headers.get("x-content-type-options") != "nosniff":
        yield f"{path}: no nosniff"
    if "frame-ancestors" not in headers.get("content-security-policy", ""):
        yield f"{path}: no frame-ancestors"
    if "content-encoding" in headers:
        yield f"{path}: packed for who did not ask"
    etag = headers.get("etag")
    again, _, rest = get(port, path, **{"If-None-Match": etag}) if etag else (0, {}, b"")
    if (again, rest) != (304, b""):
        yield f"{path}: asked again with {etag}, {again} and {len(rest)} bytes"
    packed_status, packed, small = get(port, path, **{"Accept-Encoding": "gzip"})
    if kind.endswith(UTF8) and len(body) > 2000:
        if packed.get("content-encoding") != "gzip" or gzip.decompress(small) != body:
            yield f"{path}: {packed_status}, packed as {packed.get('content-encoding')}"
        if not same_type(packed.get("content-type", ""), kind):
            yield f"{path}: packed type {packed.get('content-type')}"
        if "accept-encoding" not in packed.get("vary", "").lower():
            yield f"{path}: caches are not told that it may be packed"


def mirror(port, site, folder):
    """A copy of all that the manifest lists and of the manifest, as it comes over the wire."""
    listed = [entry["path"] for entry in json.loads((site / "du-lieu/manifest.json").read_text())["files"]]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    for path in [*listed, "du-lieu/manifest.json"]:
        if path.endswith((".gz", ".br")):
            # They are there for whoever asks for packed files, and come with their encoding taken off.
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(site / path, folder / path)
            continue
        connection.request("GET", "/" + urllib.parse.quote(path))
        answer = connection.getresponse()
        body = answer.read()
        if answer.status == 200 or path == "404.html":
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(body)
    connection.close()


def verified(program, folder):
    done = subprocess.run([program, "verify", folder, "--lang", "en"], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def hold_copy(program, port, site):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        mirror(port, site, folder)
        status, said = verified(program, folder)
        if status != 0:
            yield f"a copy over the wire: {status} {said[:600]}"
        (folder / "lạ.html").write_text("x")
        (folder / "don-vi/quan-1.html").write_bytes((folder / "don-vi/quan-1.html").read_bytes()[:-1] + b"!")
        (folder / "xep-hang.html").unlink()
        status, said = verified(program, folder)
        for path in ("lạ.html", "don-vi/quan-1.html", "xep-hang.html"):
            if status != 1 or path not in said:
                yield f"verify does not find {path}: {status} {said[:600]}"


def hold(program, make, site):
    with running(make, site) as port:
        for wanted in WANTED:
            yield from hold_headers(port, *wanted)
        status, headers, body = get(port, "khong/co.html")
        if status != 404 or body != (site / "404.html").read_bytes():
            yield f"what is not there: {status}, {len(body)} bytes"
        for hidden in (".thidua-site", "du-lieu/.bi-mat"):
            status, _, _ = get(port, hidden)
            if status not in (403, 404):
                yield f"{hidden}: {status}"
        status, _, _ = get(port, "don-vi/")
        if status != 200:
            yield f"don-vi/: {status}"
        _, headers, small = get(port, "index.html", **{"Accept-Encoding": "br, gzip"})
        packed = headers.get("content-encoding")
        if packed not in ("br", "gzip") or (packed == "br" and small != (site / "index.html.br").read_bytes()):
            yield f"index.html for who takes Brotli: {packed}"
        yield from hold_copy(program, port, site)


def main(program, *names):
    program = str(pathlib.Path(program).resolve())
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder) / "site"
        pathlib.Path(folder).chmod(0o755)
        built = subprocess.run(
            [program, "build", "--root", ROOT, "--out", site, "--base-url", BASE, "--compress", "--now", "2019-10-15T08:00:00+07:00"],
            capture_output=True,
            text=True,
        )
        if built.returncode != 0:
            print(built.stdout[-2000:], built.stderr[-2000:])
            return 1
        (site / "du-lieu/.bi-mat").write_text("x")
        for name in names or SERVERS:
            try:
                found = list(hold(program, SERVERS[name], site))
            except (OSError, RuntimeError) as error:
                found = [str(error)]
            faults += len(found)
            print(f"{name}: {len(found)} faults")
            for fault in found:
                print("  " + fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
