/**
 * Rules that the linter does not bring along.
 *
 * `rooms`: who may import whom. The option is a table from a place under src/ to
 * `{ may: places it may import from besides itself, packages: regex of the package names it may import }`.
 * The longest matching place counts, for the importing file as for the imported one. All forms of import are
 * seen: static, type-only, re-export, `import()` and `require()`.
 *
 * `no-clock`: `new Date()` and `Date()` read the clock; `new Date(instant)` is a pure function and fine.
 */
import { dirname, posix, resolve, sep } from 'node:path';

/** The path of `file` under the last `src` folder in it, from the `resources` beside it, or null elsewhere. */
function underSrc(file) {
  const path = file.split(sep).join(posix.sep);
  const at = path.lastIndexOf('/src/');
  if (at >= 0) return path.slice(at + '/src/'.length);
  const resources = path.lastIndexOf('/resources/');
  return resources < 0 ? null : path.slice(resources + 1);
}

function placeOf(path, table) {
  let best = null;
  for (const place of Object.keys(table)) {
    const within = path === place || path === `${place}.ts` || path.startsWith(`${place}/`);
    if (within && (best === null || place.length > best.length)) best = place;
  }
  return best;
}

/** Why `file` may not import `specifier`, or null when it may. */
function breach(file, specifier, table) {
  const path = underSrc(file);
  const from = path === null ? null : placeOf(path, table);
  if (from === null) return null;
  if (!specifier.startsWith('.')) {
    return new RegExp(table[from].packages).test(specifier)
      ? null
      : `${from} may not import the package '${specifier}'.`;
  }
  const target = underSrc(resolve(dirname(file), specifier));
  const to = target === null ? null : placeOf(target, table);
  if (to === from || table[from].may.includes(to ?? '')) return null;
  return `${from} may not import from ${to ?? 'outside of src'}.`;
}

const rooms = {
  meta: { schema: [{ type: 'object' }] },
  create(context) {
    const [table] = context.options;
    const check = (node, source) => {
      if (source?.type !== 'Literal') return;
      const message = breach(context.filename, String(source.value), table);
      if (message !== null) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal),
      TSExternalModuleReference: (node) => check(node, node.expression),
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require')
          check(node, node.arguments[0]);
      },
    };
  },
};

const noClock = {
  create(context) {
    const check = (node) => {
      if (node.callee.type !== 'Identifier' || node.callee.name !== 'Date') return;
      if (node.type === 'NewExpression' && node.arguments.length > 0) return;
      context.report({ node, message: 'core has no clock: take the instant as an argument.' });
    };
    return { NewExpression: check, CallExpression: check };
  },
};

export default { meta: { name: 'lectern' }, rules: { rooms, 'no-clock': noClock } };
