/**
 * What this machine may lack for a while without anything being wrong with what is asked: a row of the outbox that meets
 * it is put off, says so in `lastError`, and no try is counted.
 */
export const outages = ['storage_unavailable', 'disk_full', 'file_not_examined'] as const
