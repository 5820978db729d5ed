// Usage: node queries.js LIBRARY FILE...
// Checks KQL with Microsoft's parser, against the columns of the tables in Azure Monitor.
'use strict';
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const TABLES = {
  Event: '(TimeGenerated:datetime,Computer:string,EventLog:string,EventID:int,EventLevelName:string,' +
    'RenderedDescription:string)',
  Perf: '(TimeGenerated:datetime,Computer:string,ObjectName:string,CounterName:string,CounterValue:real)',
};

const [library, ...files] = process.argv.slice(2);
for (const file of ['bridge.min.js', 'Kusto.Language.Bridge.min.js']) {
  vm.runInThisContext(fs.readFileSync(path.join(library, file), 'utf8'), { filename: file });
}
const { KustoCode, GlobalState, Symbols } = Kusto.Language;
const tables = Object.entries(TABLES).map(([name, columns]) => Symbols.TableSymbol.From(columns).WithName(name));
const state = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', tables));

// All values of "query" in a workbook.
function* workbook(node) {
  for (const [key, value] of Object.entries(node ?? {})) {
    if (key === 'query' && typeof value === 'string') {
      yield value;
    } else if (typeof value === 'object') {
      yield* workbook(value);
    }
  }
}

function queries(file) {
  const text = fs.readFileSync(file, 'utf8');
  switch (path.extname(file)) {
    case '.json': return [...workbook(JSON.parse(text))];
    case '.md': return [...text.matchAll(/```kusto\n(.*?)```/gs)].map(match => match[1]);
    default: return [text];
  }
}

let problems = 0;
for (const file of files) {
  const found = queries(file);
  if (found.length === 0) {
    console.error(`${file}: no query`);
    problems++;
  }
  for (const query of found) {
    // A workbook puts in its parameters before it sends a query.
    const sent = query.replaceAll('{TimeRange:grain}', '5m').replaceAll('{Gateway}', "'a', 'b'");
    const diagnostics = KustoCode.ParseAndAnalyze(sent, state).GetDiagnostics();
    for (let i = 0; i < diagnostics.Count; i++) {
      console.error(`${file}: ${diagnostics.getItem(i).Message}\n${query}`);
      problems++;
    }
  }
}
process.exitCode = problems > 0 ? 1 : 0;
