import fs from 'node:fs';
import { createRequire } from 'node:module';

/** A reader of scripts, with the parser installed in the given folder. */
export async function scriptReader(folder) {
    const require = createRequire(folder + '/');
    const { Parser, Language } = require('web-tree-sitter');
    await Parser.init();
    const grammar = require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
    const parser = new Parser();
    parser.setLanguage(await Language.load(grammar));
    return {
        read: file => parse(parser, file, fs.readFileSync(file, 'utf8')),
        readText: (file, text) => parse(parser, file, text),
    };
}

function parse(parser, file, source) {
    const hasByteOrderMark = source.startsWith('\ufeff');
    const text = hasByteOrderMark ? source.slice(1) : source;
    return { file, text, hasByteOrderMark, root: parser.parse(text).rootNode };
}

/** All nodes of the given types below a node, in order. */
export function descendants(node, ...types) {
    return node.descendantsOfType(types).filter(found => found);
}

/** The functions of a script: name, parameters, help, and the node itself. */
export function functionsOf(script) {
    return descendants(script.root, 'function_statement').map(node => ({
        name: node.namedChildren.find(child => child.type === 'function_name').text,
        help: node.namedChildren.find(child => child.type === 'comment' && child.text.startsWith('<#'))?.text ?? '',
        parameters: parametersOf(node),
        attributes: descendants(node, 'attribute').filter(a => a.parent.parent.type === 'param_block').map(a => a.text),
        node,
    }));
}

function parametersOf(node) {
    const block = node.namedChildren.find(child => child.type === 'script_block')
        ?.namedChildren.find(child => child.type === 'param_block');
    return block ? descendants(block, 'script_parameter').map(parameter => ({
        name: parameter.namedChildren.find(child => child.type === 'variable').text.slice(1),
        aliases: [...parameter.text.matchAll(/\[Alias\(([^)]*)\)\]/g)]
            .flatMap(([, names]) => [...names.matchAll(/'([^']*)'/g)].map(([, name]) => name)),
    })) : [];
}

/** What a data file (.psd1) holds, as a JavaScript value. */
export function dataOf(node) {
    switch (node.type) {
        case 'hash_literal_expression':
            return Object.fromEntries(descendants(node, 'hash_entry')
                .filter(entry => closest(entry.parent, 'hash_literal_expression').id === node.id)
                .map(entry => [unquoted(entry.namedChild(0).text), dataOf(entry.namedChild(1))]));
        case 'array_expression':
            return elementsOf(node).map(dataOf);
        case 'string_literal':
            return unquoted(node.text);
        default:
            return node.namedChildCount === 1 ? dataOf(node.namedChild(0)) : node.text;
    }
}

function elementsOf(node) {
    return node.namedChildren.flatMap(child => ['string_literal', 'hash_literal_expression'].includes(child.type)
        ? [child] : elementsOf(child));
}

function closest(node, type) {
    return node.type === type ? node : closest(node.parent, type);
}

function unquoted(text) {
    return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text;
}
