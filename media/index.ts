/**
 * Files: is it safe, what is it, what does it become. Imports nothing of ours.
 *
 * A file's way: `readMultipart`, or `receivePart` again and again → `Examiner.examine` (`sniffKind`, `probe`, `readLabel`) →
 * `Storage.put('sealed', id)` → `planRenditions` → `makeRendition` → `Storage.put('renditions', id)`; and for reviewers `Examiner.copyBlind` →
 * `Storage.put('blind', id)`. Refusals are `MediaRefusal`s: a code and numbers, words are made by the faces.
 */
export { MediaRefusal } from './refusal'
export type { MediaRefusalCode, RefusalParams } from './refusal'
export { ALL_KINDS, KINDS, familyOf } from './kinds'
export type { Family, Kind, KindRow } from './kinds'
export { AREAS, StorageError, StorageUnusable, hashFile, openStorage } from './storage'
export type { Area, OpenedFile, PathOf, Patience, S3Options, Storage, StoredFile, SweepFinding } from './storage'
export { parseRange } from './range'
export type { ByteRange } from './range'
export { NO_TOOLS, findTools } from './tools'
export type { Tools } from './tools'
export { receiveUpload } from './intake/receive'
export type { Received } from './intake/receive'
export { receivePart } from './intake/part'
export type { PartLimits, ReceivedPart } from './intake/part'
export { readMultipart } from './intake/multipart'
export type { MultipartForm, MultipartLimits, ReceivedFile } from './intake/multipart'
export { normaliseFileName } from './intake/file-name'
export { virusScan } from './intake/virus-scan'
export type { Scanner } from './intake/virus-scan'
export { mustBeAKind, sniffKind } from './intake/kind'
export type { Declared, Sniffed } from './intake/kind'
export { examine } from './intake/examine'
export type { Examined } from './intake/examine'
export { probe } from './facts/probe'
export { MAX_PIXELS } from './facts/facts'
export type { Facts, ProbeLimits } from './facts/facts'
export { readLabel } from './labels/carriers'
export type { Container } from './labels/carriers'
export {
  LABEL_STATES,
  NO_LABEL,
  carries,
  declaredLabel,
  parseLabel,
  raised,
  saysGenerated,
  writtenLabel,
} from './labels/label'
export type { Label, LabelState, Propagation } from './labels/label'
export type { Marks, Rights } from './labels/marks'
export { PROFILES, RENDITION_SETS, profileOf } from './profiles'
export type { Profile, RenditionSet } from './profiles'
export type { Alike, Likeness } from './likeness/compare'
export { lookOfFilm } from './likeness/look'
export { needsFfmpeg, planRenditions } from './plan'
export type { About, Beside, Chosen, Planned, Step, WhyNot } from './plan'
export { openPackage } from './package/read'
export type { Package } from './package/read'
export { openEntry } from './package/entry'
export type { Stretches } from './package/stretches'
export { typeInPackage } from './package/types'
export { openExaminer, openStillMaker } from './make/pool'
export type { ChildLimits, Examiner, StillMaker } from './make/pool'
export { mustDrawChinese } from './make/burn'
export { makeRendition } from './make/rendition'
export type { RenditionJob } from './make/rendition'
export { MakeFailure } from './make/failure'
export type { FailureCode } from './make/failure'
export { checkRendition } from './check'
export type { Checked } from './check'
export { ARTICLE_PROFILES } from './article/article'
export type { Article, ArticlePart, ArticlePicture, ArticleProfile } from './article/article'
export { packArticle } from './article/package'
export { blindCopy } from './blind/copy'
export type { BlindCopy } from './blind/copy'
export type { BlindJob, SearchedCopy } from './blind/searched'
export { wordsFoundIn, wordsInText } from './blind/search'
export { wordsOfDocx } from './blind/docx'
