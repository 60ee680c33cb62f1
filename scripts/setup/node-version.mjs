/** Imported first: says what is wrong before anything newer than the Node at hand is used. */
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  process.stderr.write(
    `lectern: needs Node 20 or newer; this is ${process.versions.node} (https://nodejs.org)\n`,
  );
  process.exit(1);
}
