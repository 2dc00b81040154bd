/** The clock, read by a date without argument: what pure code is told, it must not look up. */
const noClock = {
  create: (context) => {
    const report = (node) => {
      if (node.callee.name === 'Date') context.report({ node, message: 'un dossier pur ne lit pas l’horloge : recevez l’instant' });
    };
    return {
      NewExpression: (node) => {
        if (node.arguments.length === 0) report(node);
      },
      CallExpression: report,
    };
  },
};

/** Rules of the pure folders of `layers.json` that oxlint has not. */
export default { meta: { name: 'pure' }, rules: { 'no-clock': noClock } };
