import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandProblems, scriptVariables, syntaxProblems, variableProblems } from './language.mjs';
import { functionsOf, scriptReader } from './script.mjs';
import { culturesOf, exportProblems, formatProblems, helpProblems, pageProblems, textProblems,
    workflowProblems } from './surface.mjs';

const CULTURES = ['cs', 'de', 'en-US', 'es', 'fr', 'hu', 'it', 'ja', 'ko', 'nl', 'pl', 'pt-BR', 'pt-PT', 'ru',
    'zh-Hans', 'zh-Hant'];
const tests = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const module = path.resolve(tests, '../OmsGateway');
const docs = path.resolve(tests, '../../docs');
const github = path.resolve(tests, '../../.github');

const reader = await scriptReader(process.argv[2]);
const filesBelow = folder => fs.readdirSync(folder, { recursive: true }).map(name => path.join(folder, name))
    .filter(file => /\.ps[dm]?1$/.test(file)).sort();
const own = filesBelow(module).map(reader.read);
const all = [...own, ...filesBelow(tests).map(reader.read), ...filesBelow(github).map(reader.read)];
const scripts = own.filter(script => !script.file.endsWith('.psd1'));
const publicScripts = scripts.filter(script => path.basename(path.dirname(script.file)) === 'Public');
const functions = scripts.flatMap(functionsOf);
const publicFunctions = publicScripts.flatMap(functionsOf);
const shared = scripts.flatMap(scriptVariables);
const named = script => problem => `${path.relative(tests, script.file)}:${problem.line}: ${problem.text}`;
const read = file => fs.readFileSync(file, 'utf8');

const problems = [
    ...all.flatMap(script => syntaxProblems(script).map(named(script))),
    ...scripts.flatMap(script => variableProblems(script, shared).map(named(script))),
    ...scripts.flatMap(script => commandProblems(script, functions).map(named(script))),
    ...exportProblems(publicScripts, own.find(script => script.file.endsWith('OmsGateway.psd1'))),
    ...publicFunctions.flatMap(found => helpProblems(found, functions, reader)),
    ...pageProblems('administration.md', read(path.join(docs, 'administration.md')), functions,
        publicFunctions.map(found => found.name), reader),
    ...pageProblems('installation.md', read(path.join(docs, 'installation.md')), functions, [], reader),
    ...workflowProblems('windows.yml', read(path.join(github, 'workflows', 'windows.yml')), functions, reader),
    ...textProblems(module, scripts, reader),
    ...formatProblems(module, scripts),
    ...(culturesOf(module).join() === CULTURES.join() ? [] : [`cultures are [${culturesOf(module)}]`]),
];
if (problems.length > 0) {
    console.error(problems.join('\n'));
}
console.log(`powershell: read ${all.length} scripts with ${publicFunctions.length} cmdlets, `
    + `${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
