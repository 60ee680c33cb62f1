import type { VoiceParameters } from '../../../core/captions/voiceParameters';

/** How a parameter is set: its unit, and what may be typed. */
export interface ParameterField {
  readonly unit: 'ms' | 'dB' | 'dBPerSecond';
  readonly least: number;
  readonly most: number;
}

/** In the order in which they are shown: what is set most often first. */
export const parameterFields: Readonly<Record<keyof VoiceParameters, ParameterField>> = {
  attack: { unit: 'ms', least: 0, most: 5_000 },
  hold: { unit: 'ms', least: 0, most: 5_000 },
  aboveFloor: { unit: 'dB', least: 0, most: 60 },
  sureAfter: { unit: 'ms', least: 0, most: 5_000 },
  aboveOthers: { unit: 'dB', least: 0, most: 60 },
  echoWithin: { unit: 'ms', least: 0, most: 3_000 },
  floorRise: { unit: 'dBPerSecond', least: 0, most: 20 },
};

export const parameterNames = Object.keys(parameterFields) as readonly (keyof VoiceParameters)[];

/** What was typed, as a number within its bounds; `null` where it is none. Times are whole ms; a unit may be typed along. */
export function readParameter(typed: string, { unit, least, most }: ParameterField): number | null {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(?:ms|dB|dB\/s)?\s*$/i.exec(typed);
  if (!match) return null;
  const number = Number(match[1]?.replace(',', '.'));
  const value = unit === 'ms' ? Math.round(number) : number;
  return value >= least && value <= most ? value : null;
}
