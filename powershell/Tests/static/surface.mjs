import fs from 'node:fs';
import path from 'node:path';
import { dataOf, descendants, functionsOf } from './script.mjs';
import { commandProblems, syntaxProblems } from './language.mjs';

/** Functions, files, manifest and help that do not fit together. */
export function exportProblems(publicScripts, manifest) {
    const problems = [];
    const files = publicScripts.map(script => path.basename(script.file, '.ps1'));
    const exported = dataOf(manifest.root).FunctionsToExport;
    if (exported.join() !== [...files].sort().join()) {
        problems.push(`FunctionsToExport is [${exported}], the files are [${[...files].sort()}]`);
    }
    publicScripts.forEach((script, index) => {
        const names = functionsOf(script).map(found => found.name);
        if (names.join() !== files[index]) {
            problems.push(`${files[index]}.ps1 holds [${names}]`);
        }
    });
    return problems;
}

/** What a public function's help lacks, or says of parameters it does not have. */
export function helpProblems(found, functions, reader) {
    const problems = ['SYNOPSIS', 'DESCRIPTION', 'EXAMPLE', 'OUTPUTS']
        .filter(section => !new RegExp(`^ +\\.${section}\n +\\S`, 'm').test(found.help))
        .map(section => `the help of ${found.name} has no ${section}`);
    const described = [...found.help.matchAll(/^ +\.PARAMETER (\w+)$/gm)].map(([, name]) => name);
    const declared = found.parameters.map(parameter => parameter.name);
    if (described.join() !== declared.join()) {
        problems.push(`the help of ${found.name} describes [${described}], its parameters are [${declared}]`);
    }
    const examples = [...found.help.matchAll(/^ +\.EXAMPLE\n((?: +\S.*\n)+)/gm)].map(([, code]) => code);
    return [...problems, ...examples.flatMap(code => codeProblems(reader, `help of ${found.name}`, code, functions))];
}

/** Commands in a Markdown page's PowerShell blocks that can't work, and functions that the page leaves out. */
export function pageProblems(page, text, functions, publicNames, reader) {
    const blocks = [...text.matchAll(/^```powershell\n(.*?)^```/gms)].map(([, code]) => code);
    return [
        ...blocks.flatMap(code => codeProblems(reader, page, code, functions)),
        ...publicNames.filter(name => !blocks.some(code => code.includes(name))).map(name => `${page} lacks ${name}`),
    ];
}

/** Commands in the steps of a GitHub workflow that can't work. */
export function workflowProblems(file, text, functions, reader) {
    const steps = [...text.matchAll(/^( +)run: \|\n((?:\1 .*\n|\n)+)/gm)];
    return steps.flatMap(([, indent, code]) =>
        codeProblems(reader, file, code.replace(new RegExp(`^${indent}  `, 'gm'), ''), functions));
}

/** Texts that a culture lacks, has too many of, or fills in otherwise than English; texts that no script uses. */
export function textProblems(moduleFolder, scripts, reader) {
    const read = culture => dataOf(reader.read(path.join(moduleFolder, culture, 'OmsGateway.Strings.psd1')).root);
    const placeholders = text => [...new Set(text.match(/\{\d\}/g) ?? [])].sort().join();
    const english = read('en-US');
    const used = new Set(scripts.flatMap(script => descendants(script.root, 'member_access')
        .map(node => node.text.match(/^\$Messages\.(\w+)$/)?.[1]).filter(key => key)));
    const problems = [
        ...Object.keys(english).filter(key => !used.has(key)).map(key => `no script uses the text ${key}`),
        ...[...used].filter(key => !(key in english)).map(key => `there is no text ${key}`),
    ];
    for (const culture of culturesOf(moduleFolder)) {
        const texts = read(culture);
        if (Object.keys(texts).join() !== Object.keys(english).join()) {
            problems.push(`${culture} has not the same texts, in the same order, as en-US`);
        }
        problems.push(...Object.keys(english)
            .filter(key => placeholders(texts[key] ?? '') !== placeholders(english[key]))
            .map(key => `${culture}: ${key} has other placeholders than in en-US`));
    }
    return problems;
}

/** Types that functions answer and the format file does not show, or the other way round. */
export function formatProblems(moduleFolder, scripts) {
    const shown = [...fs.readFileSync(path.join(moduleFolder, 'OmsGateway.Format.ps1xml'), 'utf8')
        .matchAll(/<TypeName>(.*?)<\/TypeName>/g)].map(([, type]) => type).sort();
    const made = [...new Set(scripts.flatMap(script => [...script.text.matchAll(/PSTypeName = '(.*?)'/g)])
        .map(([, type]) => type))].sort();
    return shown.join() === made.join() ? [] : [`the format file shows [${shown}], the functions make [${made}]`];
}

/** The cultures of the module, each a folder. */
export function culturesOf(moduleFolder) {
    return fs.readdirSync(moduleFolder)
        .filter(name => fs.existsSync(path.join(moduleFolder, name, 'OmsGateway.Strings.psd1')));
}

function codeProblems(reader, where, code, functions) {
    const script = reader.readText(where, code.replace(/^ {4}/gm, ''));
    return [...syntaxProblems(script), ...commandProblems(script, functions, true)]
        .map(problem => `${where}: ${problem.text} in: ${code.trim()}`);
}
