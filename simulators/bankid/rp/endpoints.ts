/** The calls of the Relying Party API, each its own path. */
export const endpoints = ['auth', 'sign', 'collect', 'cancel'] as const;
export type Endpoint = (typeof endpoints)[number];
