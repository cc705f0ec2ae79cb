import { resolve } from 'node:path';

/** Fonts that the file carries, so that every name can be written and found (fonts/LICENSE.txt). */
export const FONT = { body: resolve('fonts/inter-regular.otf'), strong: resolve('fonts/inter-semibold.otf') };
/** Points. */
export const MARGIN = 48;
export const INK = '#14242b';
export const SOFT = '#4a5a61';
export const LINE = '#c3cdd1';
export const SHADE = '#eef2f3';
