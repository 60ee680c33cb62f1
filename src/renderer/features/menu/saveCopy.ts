import type { Client, ScreenRefusal } from '../../client/client';
import { download } from '../../ui/download';

/** Hands the open show to the browser (or Electron) as a `.lectern` file to save. */
export async function saveCopy(client: Client): Promise<ScreenRefusal | null> {
  const reply = await client.call('exportShow', {});
  if (!reply.ok) return reply.refusal;
  const { fileName, text } = reply.value;
  download(fileName, text, 'application/json');
  return null;
}
