import type { Client, ScreenRefusal } from '../../client/client';

/** Hands the open show to the browser (or Electron) as a `.lectern` file to save. */
export async function saveCopy(client: Client): Promise<ScreenRefusal | null> {
  const reply = await client.call('exportShow', {});
  if (!reply.ok) return reply.refusal;
  const { fileName, text } = reply.value;
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has its own hold on what it saves once it has begun, which is after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return null;
}
