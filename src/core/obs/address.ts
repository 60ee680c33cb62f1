/** Whether an OBS at `ws://host:port` runs on this machine, and so can read our files. */
export function isOnThisMachine(address: string): boolean {
  const host = /^wss?:\/\/(\[[0-9a-f:.]+\]|[^\s:/?#@]+)/i.exec(address)?.[1]?.toLowerCase();
  return (
    host !== undefined && (host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host))
  );
}
