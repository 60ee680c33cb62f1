import { largestShowFile } from '../../../contract/limits';
import type { Client, ScreenRefusal } from '../../client/client';

/** Why a file was not opened: the host's refusal, or that this machine would not let it be read. */
export type FileRefusal = ScreenRefusal | { readonly code: 'unreadable' };

const megabyte = 1024 * 1024;

/** Opens a `.lectern` file that the operator chose; `null` when it was. One too large is not read at all. */
export async function openFile(client: Client, file: File): Promise<FileRefusal | null> {
  if (file.size > largestShowFile) {
    return { code: 'fileTooLarge', megabytes: Math.ceil(file.size / megabyte) };
  }
  let text: string;
  try {
    text = await file.text();
  } catch {
    // Moved, taken away, or a folder that was dropped.
    return { code: 'unreadable' };
  }
  // The contract takes file names of 255 characters at most.
  const reply = await client.call('openText', { fileName: file.name.slice(-255), text });
  return reply.ok ? null : reply.refusal;
}
