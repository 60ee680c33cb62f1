/** Whether an OBS at `ws://host:port` runs on this machine, and so can read our files. */
export function isOnThisMachine(address: string): boolean {
  const host = /^wss?:\/\/(\[[0-9a-f:.]+\]|[^\s:/?#@]+)/i.exec(address)?.[1]?.toLowerCase();
  return (
    host !== undefined && (host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host))
  );
}

/** Whether two addresses, as `ws://host:port`, are one OBS; this machine has several names. */
export function isSameObs(a: string, b: string): boolean {
  if (a.toLowerCase() === b.toLowerCase()) return true;
  return isOnThisMachine(a) && isOnThisMachine(b) && portOf(a) === portOf(b);
}

function portOf(address: string): string | undefined {
  return /:(\d+)\/?$/.exec(address)?.[1];
}
