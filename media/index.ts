/**
 * Files: is it safe, what is it, what does it become. Imports nothing of ours.
 *
 * A file's way: `readMultipart` or `receiveUpload` → `sniffKind` → `probe` → `Storage.put('sealed', id)` →
 * `planRenditions` → `makeRendition` → `Storage.put('renditions', id)`; and for reviewers `blindCopy` →
 * `Storage.put('blind', id)`. Refusals are `MediaRefusal`s: a code and numbers, words are made by the faces.
 */
export { MediaRefusal } from './refusal'
export type { MediaRefusalCode, RefusalParams } from './refusal'
export { ALL_KINDS, KINDS, familyOf } from './kinds'
export type { Family, Kind, KindRow } from './kinds'
export { AREAS, StorageError, openStorage } from './storage'
export type { Area, OpenedFile, Storage, StoredFile, SweepFinding } from './storage'
export { parseRange } from './range'
export type { ByteRange } from './range'
export { NO_TOOLS, findTools } from './tools'
export type { Tools } from './tools'
export { receiveUpload } from './intake/receive'
export type { Received } from './intake/receive'
export { readMultipart } from './intake/multipart'
export type { MultipartForm, MultipartLimits, ReceivedFile } from './intake/multipart'
export { normaliseFileName } from './intake/file-name'
export { sniffKind } from './intake/kind'
export type { Declared, Sniffed } from './intake/kind'
export { probe } from './facts/probe'
export { MAX_PIXELS } from './facts/facts'
export type { Facts, ProbeLimits } from './facts/facts'
export { planRenditions } from './plan'
export type { How, Planned, RenditionName, WhyNot } from './plan'
export { makeRendition } from './make/rendition'
export type { Made } from './make/rendition'
export { MakeFailure } from './make/video'
export { CheckFailure } from './check'
export { blindCopy } from './blind/copy'
export type { BlindCopy } from './blind/copy'
export { wordsFoundIn } from './blind/search'
