/**
 * Rules on the syntax tree of a TypeScript file: bans, each with its replacement, and the size of
 * functions. Words in comments and strings do not count here.
 */
import ts from 'typescript';
import { type Fault, type Place, placeOf, type Source } from './fault.ts';

const MAX_FUNCTION_LINES = 70;

interface Ban {
  readonly rule: string;
  readonly instead: string;
  readonly where: (place: Place) => boolean;
  readonly matches: (node: ts.Node) => boolean;
}

/** Words by which an expression is taken for money. */
const MONEY = /(fen|yuan|cost|amount|paid)(?![a-z])/i;

const inEngine = (place: Place) => place.isEngine && !place.isTest;
const inCode = (place: Place) => !place.isTest;
const anywhere = () => true;
const outsideUnits = (place: Place) => !place.isUnits && !place.isTest;

const BANS: readonly Ban[] = [
  {
    rule: 'clock',
    instead: 'take the day as an argument of type Day; the engine has no clock',
    where: inEngine,
    matches: (node) => isMember(node, 'Date', ['now']) || isNew(node, 'Date'),
  },
  {
    rule: 'stopwatch',
    instead: 'measure in bench; the engine has no clock',
    where: inEngine,
    matches: (node) => isGlobal(node, 'performance'),
  },
  {
    rule: 'chance',
    instead: 'take the random numbers as an argument, from a seed that is printed',
    where: inEngine,
    matches: (node) => isMember(node, 'Math', ['random']),
  },
  {
    rule: 'process',
    instead: 'take it as an argument; only apps and tools read the environment',
    where: inEngine,
    matches: (node) => isGlobal(node, 'process'),
  },
  {
    rule: 'console',
    instead: 'return a diagnostic, a rejection or a trace; only apps print',
    where: inEngine,
    matches: (node) => isGlobal(node, 'console'),
  },
  {
    rule: 'float',
    instead: 'read money with parseYuan of engine/units; it takes no more than two digits',
    where: inCode,
    matches: (node) => isCall(node, 'parseFloat') || isMember(node, 'Number', ['parseFloat']),
  },
  {
    rule: 'money from text',
    instead: 'read money with parseYuan of engine/units',
    where: outsideUnits,
    matches: (node) => isCall(node, 'Number') && MONEY.test(argument(node)),
  },
  {
    rule: 'rounding',
    instead: 'divide with divideRounded, shareOf or proportionOf of engine/units and name the mode',
    where: (place) => inEngine(place) && place.isMoney && !place.isGenerated,
    matches: isRounding,
  },
  {
    rule: 'rounding of money',
    instead: 'divide with divideRounded, shareOf or proportionOf of engine/units and name the mode',
    where: (place) => outsideUnits(place) && !place.isMoney && !place.isGenerated,
    matches: (node) => isRounding(node) && MONEY.test(argument(node.parent)),
  },
  {
    rule: 'brand',
    instead: 'brand with asFen or asDay of engine/units, which check the number',
    where: (place) => outsideUnits(place) && !place.isGenerated,
    matches: (node) => ts.isAsExpression(node) && /^(Fen|Day)$/.test(node.type.getText()),
  },
  {
    rule: 'any',
    instead: 'write the type, or unknown and narrow it',
    where: anywhere,
    matches: (node) => node.kind === ts.SyntaxKind.AnyKeyword,
  },
  {
    rule: 'export star',
    instead: 'name what is exported',
    where: anywhere,
    matches: (node) =>
      ts.isExportDeclaration(node) &&
      (!node.exportClause || ts.isNamespaceExport(node.exportClause)),
  },
  {
    rule: 'only',
    instead: 'run one test with npm test -- --filter, and leave the others on',
    where: anywhere,
    matches: (node) => isMember(node, /^(it|test|describe|suite|bench)$/, ['only']),
  },
];

/** Finds the bans that a file breaks and its functions of more than 70 lines. */
export function syntaxFaults({ path, text }: Source): Fault[] {
  const place = placeOf(path);
  const bans = BANS.filter((ban) => ban.where(place));
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const faults: Fault[] = [];
  const lineOf = (position: number) => tree.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node: ts.Node): void => {
    const line = lineOf(node.getStart(tree));
    for (const { rule, instead, matches } of bans) {
      if (matches(node)) faults.push({ file: path, line, rule, instead });
    }
    const lines = lineOf(node.end) - line + 1;
    if (isFunction(node) && !place.isTest && lines > MAX_FUNCTION_LINES) {
      const instead = `split by idea: ${lines} lines, ${MAX_FUNCTION_LINES} at most`;
      faults.push({ file: path, line, rule: 'long function', instead });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return faults;
}

function isFunction(node: ts.Node): boolean {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

/** `owner.name`, in a call or not. */
function isMember(node: ts.Node, owner: string | RegExp, names: readonly string[]): boolean {
  if (!ts.isPropertyAccessExpression(node) || !names.includes(node.name.text)) return false;
  const text = node.expression.getText();
  return typeof owner === 'string' ? text === owner : owner.test(text);
}

function isRounding(node: ts.Node): boolean {
  return isMember(node, 'Math', ['round', 'floor', 'ceil', 'trunc']);
}

/** A name used on its own or before a dot, not as a property, key or declared name. */
function isGlobal(node: ts.Node, name: string): boolean {
  if (!ts.isIdentifier(node) || node.text !== name) return false;
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return ts.isTypeQueryNode(parent) || (ts.isCallExpression(parent) && parent.expression !== node);
}

function isCall(node: ts.Node, name: string): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.getText() === name;
}

function isNew(node: ts.Node, name: string): boolean {
  return ts.isNewExpression(node) && node.expression.getText() === name;
}

function argument(node: ts.Node): string {
  return ts.isCallExpression(node) ? (node.arguments[0]?.getText() ?? '') : '';
}
