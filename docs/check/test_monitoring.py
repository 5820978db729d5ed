"""Compares the files of monitoring/ with the catalogues of counters and events, and with each other."""

import json
import re
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[2]
MONITORING = ROOT / "monitoring"
JAVA = "{0}/src/main/java/org/omsgateway/{0}/{1}.java"


def _java(module, name):
    return (ROOT / JAVA.format(module, name)).read_text()


def _strings(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, (dict, list)):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _strings(child)


def _text(file):
    """The text of a file; of a JSON file, only its strings, without escapes."""
    text = file.read_text()
    return "\n".join(_strings(json.loads(text))) if file.suffix == ".json" else text


def _quoted(expression, text):
    """All texts in quotes behind `== ` or within `in (…)` of what `expression` matches."""
    for match in re.finditer(expression + r'\s*(?:==\s*("[^"]+")|in \(([^)]+)\))', text):
        yield from re.findall(r'"([^"]+)"', match[1] or match[2])


def _collector_metrics():
    """Unit and kind of each metric that the configuration of the collector defines."""
    found = re.findall(r'^      (oms_gateway\.\w+):\n.+\n        unit: "(.+)"\n        (gauge|sum):',
                       TEXTS["monitoring/opentelemetry-collector.yml"], re.M)
    return {metric: (unit, kind) for metric, unit, kind in found}


def _exporter_metrics():
    """The metric of each counter, as windows_exporter names it."""
    return dict(re.findall(r'- name: "(.+)"\n +metric: (\S+)', TEXTS["monitoring/windows_exporter.yml"]))


def _collected_metrics():
    """The metric of each counter, as Prometheus names what the collector sends."""
    metrics = _collector_metrics()
    used = re.findall(r'- name: "(.+)"\n +metric: (\S+)', TEXTS["monitoring/opentelemetry-collector.yml"])
    return {name: metric.replace(".", "_") + UNITS.get(metrics[metric][0], "")
            + ("_total" if metrics[metric][1] == "sum" else "") for name, metric in used}


COUNTERS = dict(re.findall(r'^    [A-Z_]+\("([^"]+)", Type\.(\w+)', _java("perfcounters", "GatewayCounter"), re.M))
SHOWN = {name for name, kind in COUNTERS.items() if kind != "BASE"}
OBJECT = re.search(r'OBJECT_NAME = "(.+)"', _java("perfcounters", "GatewayCounter"))[1]
LOG = re.search(r'String LOG = "(.+)"', _java("eventlog", "WindowsEventLogRegistration"))[1]
# A template may be the sum of several literals.
TEMPLATES = [(int(number), "".join(re.findall(r'"([^"]*)"', text))) for number, text in re.findall(
    r'^    [A-Z_]+\((\d+), [A-Z]+, [A-Z_]+,((?:\s*\+?\s*"[^"]*")+)', _java("eventlog", "GatewayEvent"), re.M)]
FILES = [file for file in MONITORING.rglob("*") if file.is_file()] + [ROOT / "docs/monitoring.md"]
TEXTS = {str(file.relative_to(ROOT)): _text(file) for file in FILES}
# How the exporters for Prometheus end the name of a metric with its unit.
UNITS = {"By": "_bytes", "ms": "_milliseconds", "By/s": "_bytes_per_second", "{tunnel}/s": "_per_second"}


class NamesTest(unittest.TestCase):
    def test_the_catalogues_are_read_as_a_whole(self):
        catalogues = ("perfcounters", "GatewayCounter", COUNTERS), ("eventlog", "GatewayEvent", TEMPLATES)
        for module, name, read in catalogues:
            constants = re.findall(r"^    [A-Z][A-Z_]+\(", _java(module, name).partition(";\n\n    ")[0], re.M)
            self.assertEqual(len(constants), len(read), name)

    def _assert_known(self, known, expressions):
        found = 0
        for name, text in TEXTS.items():
            for expression in expressions:
                for used in expression(text):
                    found += 1
                    self.assertIn(used, known, name)
        self.assertGreater(found, 0)

    def test_objects_are_those_of_the_catalogue(self):
        self._assert_known({OBJECT}, [
            lambda text: _quoted("ObjectName", text),
            lambda text: re.findall(r'object: "?([^"\n]+)', text),
            lambda text: re.findall(r'(?:^|")\\([^\\\n]+)\\', text, re.M)])

    def test_counters_are_those_of_the_catalogue(self):
        self._assert_known(SHOWN, [
            lambda text: _quoted("CounterName", text),
            lambda text: re.findall(r'- name: "([^"]+)"', text),
            lambda text: re.findall(r'(?:^|")\\[^\\\n]+\\([^"\n]+)', text, re.M)])

    def test_event_logs_are_the_gateways(self):
        self._assert_known({LOG}, [
            lambda text: _quoted("EventLog", text),
            lambda text: re.findall(r"channel: (.+)", text),
            lambda text: re.findall(r"(?:^|`)([^`\n]+)!\*", text, re.M)])

    def test_event_ids_are_those_of_the_catalogue(self):
        ids = r"\d{3}(?:(?:,| or| and) \d{3})*"
        self._assert_known({str(number) for number, _ in TEMPLATES}, [
            lambda text: re.findall(r"\d+", " ".join(re.findall(rf"[Ee]vents? ({ids})", text))),
            lambda text: re.findall(r"EventID ?==? ?(\d+)", text),
            lambda text: re.findall(r"\d+", " ".join(re.findall(r"EventID in \(([^)]+)\)", text)))])


class CollectionTest(unittest.TestCase):
    def test_the_data_collection_rule_collects_every_counter(self):
        rule = json.loads((MONITORING / "azure/data-collection-rule.json").read_text())
        (counters,) = rule["properties"]["dataSources"]["performanceCounters"]
        self.assertEqual({rf"\{OBJECT}\{name}" for name in SHOWN}, set(counters["counterSpecifiers"]))

    def test_windows_exporter_and_collector_collect_every_counter(self):
        for name in ("windows_exporter.yml", "opentelemetry-collector.yml"):
            self.assertEqual(SHOWN, set(re.findall(r'- name: "(.+)"', TEXTS["monitoring/" + name])), name)

    def test_the_collector_defines_every_metric_that_it_uses(self):
        self.assertEqual(set(_collector_metrics()),
                         set(re.findall(r"metric: (\S+)", TEXTS["monitoring/opentelemetry-collector.yml"])))

    def test_windows_exporter_and_collector_give_a_value_the_same_name_in_prometheus(self):
        exporter, collector = _exporter_metrics(), _collected_metrics()
        for name in SHOWN:
            same = COUNTERS[name] == "VALUE"
            self.assertEqual(same, exporter[name] == collector[name], name)

    def test_totals_are_counters_of_prometheus(self):
        for metric, kind in re.findall(r"metric: (\S+)\n +type: (\w+)", TEXTS["monitoring/windows_exporter.yml"]):
            self.assertEqual(metric.endswith("_total"), kind == "counter", metric)

    def test_alerts_and_dashboard_use_metrics_that_are_collected(self):
        known = {*_exporter_metrics().values(), *_collected_metrics().values(),
                 _exporter_metrics()["Average Dial Milliseconds"] + "_second"}
        for name in ("prometheus-alerts.yml", "grafana-dashboard.json"):
            used = set(re.findall(r"\boms_gateway_\w+", TEXTS["monitoring/" + name]))
            self.assertTrue(used)
            self.assertEqual(set(), used - known, name)


class QueriesTest(unittest.TestCase):
    def test_patterns_read_host_and_client_of_every_refusal(self):
        patterns = {}
        for text in TEXTS.values():
            for what, pattern in re.findall(r'(Host|Client) = extract\(@"(.+?)", 1, RenderedDescription\)', text):
                patterns.setdefault(what.lower(), set()).add(pattern)
        self.assertEqual({"host", "client"}, patterns.keys())
        for client, address in (("192.0.2.7:50123", "192.0.2.7"), ("[2001:db8::7]:50123", "[2001:db8::7]")):
            expected = {"host": "a.example", "client": address}
            facts = {"host": "a.example", "client": client}
            for template in (template for number, template in TEMPLATES if number in (105, 106)):
                line = re.sub(r"\{(\w+)}", lambda match: facts.get(match[1], "x"), template) + " (tunnel 12)"
                for fact in re.findall(r"\{(host|client)}", template):
                    for pattern in patterns[fact]:
                        found = re.search(pattern, line)
                        self.assertTrue(found, f"{pattern}: {line}")
                        self.assertEqual(expected[fact], found[1], line)

    def test_bicep_deploys_each_alert_of_the_document_with_its_query(self):
        bicep = TEXTS["monitoring/azure/main.bicep"]
        table = TEXTS["docs/monitoring.md"].partition("## Alerts")[2].partition("\n## ")[0]
        titles = re.findall(r"^\| ([^|]+?) \| ", table, re.M)[1:]
        self.assertEqual([title for title in titles if "--" not in title], re.findall(r"title: '(.+)'", bicep))
        self.assertEqual({"alerts/" + file.name for file in (MONITORING / "azure/alerts").iterdir()},
                         set(re.findall(r"'(alerts/.+\.kql)'", bicep)))

    def test_the_limit_that_bicep_replaces_is_in_the_query(self):
        ((file, limit),) = re.findall(r"replace\(loadTextContent\('(.+?)'\), '(.+?)'",
                                      TEXTS["monitoring/azure/main.bicep"])
        self.assertEqual(1, TEXTS["monitoring/azure/" + file].count(limit))


if __name__ == "__main__":
    unittest.main()
