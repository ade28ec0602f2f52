/**
 * Where everybody gets a file of a released work, or a rendition of it. The work's number goes along: by it the route
 * finds out whether the file is public now.
 */
export const publicFileUrl = (work: string, file: string, rendition?: string): string =>
  `/files/${encodeURIComponent(file)}${rendition ? `/${encodeURIComponent(rendition)}` : ''}?work=${encodeURIComponent(work)}`
