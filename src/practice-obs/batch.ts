import type { Clock } from './clock';
import {
  type Answer,
  type Json,
  type JsonObject,
  Refusal,
  batchExecution,
  isJsonObject,
  status,
} from './protocol';
import { number } from './requests/fields';

export interface Batch {
  readonly requests: readonly Json[];
  readonly haltOnFailure: boolean;
  readonly execution: number;
  readonly variables: JsonObject;
}

interface BatchParts {
  readonly perform: (type: Json | undefined, data: Json | undefined) => Answer;
  readonly clock: Clock;
  /** Milliseconds from one video frame to the next. */
  readonly frame: number;
  /** True once the connection is gone: nothing more is done then. */
  readonly abandoned: () => boolean;
}

/** The part of a reply that tells how a request went. */
export function statusOf(answer: Answer): JsonObject {
  if (!(answer instanceof Refusal))
    return { requestStatus: { result: true, code: status.success }, ...body(answer) };
  const { code, comment } = answer;
  return { requestStatus: { result: false, code, ...(comment === undefined ? {} : { comment }) } };
}

const body = (data: JsonObject | undefined): JsonObject => (data === undefined ? {} : { responseData: data });

/** Runs a batch as its execution type says and gives one result for each request that was reached. */
export async function runBatch(batch: Batch, parts: BatchParts): Promise<readonly JsonObject[]> {
  const { clock, frame } = parts;
  const pause = (ms: number): Promise<void> => new Promise((done) => void clock.after(ms, done));
  const sleep = sleepFor(batch.execution);
  const results: JsonObject[] = [];
  let variables = batch.variables;

  if (batch.execution === batchExecution.serialFrame) await pause(frame);
  for (const entry of batch.requests) {
    if (parts.abandoned()) break;
    const request = isJsonObject(entry) ? entry : {};
    const data = filledIn(request, variables);
    let answer: Answer;
    if (request['requestType'] === 'Sleep') {
      const wait = sleep(isJsonObject(data) ? data : undefined);
      if (!(wait instanceof Refusal))
        await pause(batch.execution === batchExecution.serialFrame ? wait * frame : wait);
      answer = wait instanceof Refusal ? wait : undefined;
    } else {
      answer = parts.perform(request['requestType'], data);
    }
    if (!(answer instanceof Refusal)) variables = { ...variables, ...takenOut(request, answer) };
    const { requestType, requestId } = request;
    results.push({
      requestType: typeof requestType === 'string' ? requestType : '',
      ...(requestId === undefined ? {} : { requestId }),
      ...statusOf(answer),
    });
    if (batch.haltOnFailure && answer instanceof Refusal) break;
  }
  return results;
}

/** How long a `Sleep` lasts, in the unit of the execution type; a parallel batch cannot sleep. */
function sleepFor(execution: number): (data: JsonObject | undefined) => number | Refusal {
  if (execution === batchExecution.serialRealtime) return number('sleepMillis', 0, 50_000);
  if (execution === batchExecution.serialFrame) return number('sleepFrames', 0, 10_000);
  return () => new Refusal(status.unsupportedRequestBatchExecutionType);
}

/** `inputVariables: { field: variable }` puts variables into the request's data. */
function filledIn(request: JsonObject, variables: JsonObject): Json | undefined {
  const { requestData: data, inputVariables: wanted } = request;
  if (!isJsonObject(wanted) || !isJsonObject(data)) return data;
  const filled: Record<string, Json> = { ...data };
  for (const [field, variable] of Object.entries(wanted)) {
    const value = typeof variable === 'string' ? variables[variable] : undefined;
    if (value !== undefined) filled[field] = value;
  }
  return filled;
}

/** `outputVariables: { variable: field }` takes fields out of the answer. */
function takenOut(request: JsonObject, answer: JsonObject | undefined): JsonObject {
  const { outputVariables: wanted } = request;
  if (!isJsonObject(wanted) || answer === undefined) return {};
  const taken: Record<string, Json> = {};
  for (const [variable, field] of Object.entries(wanted)) {
    const value = typeof field === 'string' ? answer[field] : undefined;
    if (value !== undefined) taken[variable] = value;
  }
  return taken;
}
