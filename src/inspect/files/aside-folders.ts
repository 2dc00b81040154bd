/** Folders of tests, by the name of one: `e2e`, `unittests`, `integration-tests`; not `k8s-test`, which may be an environment. */
const ofTests = String.raw`tests?|[\w.-]*[-_.]tests|e2e([-_.]?tests?)?|(unit|integration|functional|acceptance|smoke|load|perf|performance)[-_]?tests?|specs?|essais?`;

/** Folders of examples, of one kind or version of them too: `samples-v1beta1`. */
const ofExamples = String.raw`examples?|exemples?|samples?|(examples|exemples|samples)[-_.][\w.-]+|echantillons?|échantillons?|demos?|démos?|demonstrations?|démonstrations?|tutorials?|tutoriels?`;

/** Folders of what is only kept. */
const ofKept = String.raw`[._]?(old|attic|archives?|archived|deprecated|obsol[eè]tes?)`;

/** Folders of what developers run on their own machines: `hack` is where programs in Go keep it. */
const ofDevelopers = String.raw`hack|tilt([-_][\w.-]+)?|kind|k3d|minikube`;

/** Names of folders, in English and French, in which what is made to be tried or read lies, by what it is. */
export const folderNames = {
  tests: ofTests,
  examples: ofExamples,
  documentation: 'docs?|documentation',
  developers: ofDevelopers,
} as const;

/** All these. */
export const triedFolders = Object.values(folderNames).join('|');

/** Of these, those of tests and of developers' own clusters: what a program applies of them, it tries. */
export const testFolders = [ofTests, ofDevelopers].join('|');

/** All those, and those of what is only kept: nothing in them is deployed. */
export const asideFolders = `${triedFolders}|${ofKept}`;

/** Of these names, those that an environment has as well: among folders of environments, `perf-test` and `demo` are deployed. */
export const environmentLike = new RegExp(`^(${ofTests}|demos?|démos?)$`, 'i');
