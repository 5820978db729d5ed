import { descendants, functionsOf } from './script.mjs';

// A variable of one of these names would hide what PowerShell keeps there, or can't be set.
const RESERVED = ['host', 'error', 'pid', 'home', 'pshome', 'input', 'args', 'matches', 'event', 'sender', 'this'];
const AUTOMATIC = ['_', 'pscmdlet', 'psboundparameters', 'psscriptroot', 'psversiontable', 'lastexitcode', 'matches',
    'true', 'false', 'null', 'testdrive', 'erroractionpreference'];
const COMMON_PARAMETERS = ['verbose', 'debug', 'erroraction', 'warningaction', 'errorvariable', 'warningvariable',
    'outvariable', 'confirm', 'whatif'];
// Cmdlets of Windows PowerShell 5.1 and of PowerShell 7 that the scripts may use.
const CMDLETS = ['Add-Type', 'ConvertFrom-Json', 'ConvertTo-Json', 'Export-Clixml', 'ForEach-Object', 'Format-List',
    'Format-Table', 'Get-ChildItem', 'Get-CimInstance', 'Get-Command', 'Get-Content', 'Get-Counter', 'Get-Credential',
    'Get-Date', 'Get-Item', 'Get-ItemProperty', 'Get-NetFirewallPortFilter', 'Get-NetFirewallRule', 'Get-WinEvent',
    'Group-Object', 'Import-Clixml', 'Import-LocalizedData', 'Import-PowerShellDataFile', 'Join-Path', 'Measure-Object',
    'Move-Item', 'Out-GridView', 'Out-Null', 'Out-String', 'Register-ArgumentCompleter', 'Remove-Item', 'Select-Object',
    'Select-String', 'Set-NetFirewallRule', 'Set-StrictMode', 'Sort-Object', 'Split-Path', 'Test-Path', 'Where-Object',
    'Write-Debug', 'Write-Verbose', 'Write-Warning', 'netsh.exe'];

/** What stops a script from being read, by Windows PowerShell 5.1 too. */
export function syntaxProblems(script) {
    const problems = [];
    const visit = node => {
        if (node.isError || node.isMissing) {
            problems.push(at(node, `syntax: ${JSON.stringify(node.text.slice(0, 60))}`));
        } else if (node.type === 'pipeline_chain_tail') {
            problems.push(at(node, `${node.text} is not known to Windows PowerShell`));
        }
        node.children.forEach(visit);
    };
    visit(script.root);
    if (/[^\x00-\x7f]/.test(script.text) !== script.hasByteOrderMark) {
        problems.push({ line: 1, text: 'a byte-order mark is needed if, and only if, not all is ASCII' });
    }
    if (/[\u2018-\u201b]/.test(script.text)) {
        problems.push({ line: 1, text: 'PowerShell takes a typographic apostrophe for the end of a string' });
    }
    script.text.split('\n').forEach((line, index) => {
        if (line.length > 120 && !/\.Strings\.psd1$/.test(script.file)) {
            problems.push({ line: index + 1, text: 'longer than 120 characters' });
        }
    });
    return problems;
}

/** The variables a script sets outside of functions. */
export function scriptVariables(script) {
    return assigned(script.root).filter(node => !insideFunction(node)).map(nameOf);
}

/** Variables that nothing sets, or that must not be set. */
export function variableProblems(script, shared) {
    const problems = [];
    for (const scope of [...functionsOf(script).map(found => found.node), script.root]) {
        const own = node => scope === script.root ? !insideFunction(node) : true;
        const set = assigned(scope).filter(own);
        const known = [...set.map(nameOf), ...shared, ...AUTOMATIC, 'myinvocation', 'confirmpreference'];
        set.filter(node => RESERVED.includes(nameOf(node)))
            .forEach(node => problems.push(at(node, `${node.text} belongs to PowerShell`)));
        descendants(scope, 'variable').filter(own)
            .filter(node => !node.text.startsWith('$env:') && !known.includes(nameOf(node)))
            .forEach(node => problems.push(at(node, `nothing sets ${node.text}`)));
    }
    return problems;
}

/** Commands that are neither the module's nor known cmdlets, and parameters that the module's do not have. */
export function commandProblems(script, functions, onlyOurs = false) {
    const problems = [];
    for (const command of descendants(script.root, 'command')) {
        const name = descendants(command, 'command_name')[0]?.text;
        const ours = functions.find(found => same(found.name, name));
        if (ours) {
            const known = [...ours.parameters.flatMap(p => [p.name, ...p.aliases]), ...COMMON_PARAMETERS];
            descendants(command, 'command_parameter').filter(node => node.parent.parent.id === command.id)
                .map(node => node.text.slice(1))
                .filter(parameter => !known.some(other => same(other, parameter)))
                .forEach(parameter => problems.push(at(command, `${name} has no parameter ${parameter}`)));
        } else if (name && !(onlyOurs && !/OMSGateway/i.test(name)) && !CMDLETS.some(other => same(other, name))) {
            problems.push(at(command, `unknown command ${name}`));
        }
    }
    return problems;
}

function assigned(scope) {
    const targets = descendants(scope, 'left_assignment_expression').flatMap(left => descendants(left, 'variable')
        .filter(node => !['element_access', 'member_access'].includes(node.parent.type)));
    const loops = descendants(scope, 'foreach_statement').map(loop => loop.namedChild(0));
    const parameters = descendants(scope, 'script_parameter')
        .map(parameter => parameter.namedChildren.find(child => child.type === 'variable'));
    return [...targets, ...loops, ...parameters];
}

function insideFunction(node) {
    return node !== null && (node.type === 'function_statement' || insideFunction(node.parent));
}

function nameOf(node) {
    return node.text.replace(/^[$@](script:)?/i, '').toLowerCase();
}

function same(one, other) {
    return one?.toLowerCase() === other?.toLowerCase();
}

function at(node, text) {
    return { line: node.startPosition.row + 1, text };
}
