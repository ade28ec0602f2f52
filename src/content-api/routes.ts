import { createRoute } from '@hono/zod-openapi'
import {
  articleParams,
  changes,
  changesQuery,
  fileParams,
  fileQuery,
  link,
  linkParams,
  noQuery,
  problemSchema,
  work,
  workParams,
  workQuery,
  works,
  worksQuery,
} from './schemas'

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
})

const common = {
  304: { description: 'What you hold (If-None-Match) still stands.' },
  400: refused('A parameter is unknown or wrong, or the cursor is not yours.'),
  401: refused('The key is missing, unknown, revoked or expired.'),
}

const security = [{ key: [] }]
const json = <T>(description: string, schema: T) => ({ description, content: { 'application/json': { schema } } })

export const listRoute = createRoute({
  method: 'get',
  path: '/works',
  summary: 'Released works, newest first; with q, best first.',
  security,
  request: { query: worksQuery },
  responses: {
    200: json('A page of works.', works),
    ...common,
    410: refused('Your entitlement changed: list again from the start.'),
  },
})

export const workRoute = createRoute({
  method: 'get',
  path: '/works/{number}',
  summary: 'One work: its text, its rights, its files.',
  security,
  request: { params: workParams, query: workQuery },
  responses: {
    200: json('The work as it stands now.', work),
    ...common,
    404: refused('There is no such work for you.'),
    410: refused('The work was withdrawn: when, and why.'),
  },
})

const bytes = {
  200: {
    description: 'The whole file.',
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  },
  206: { description: 'The range that was asked for.' },
  416: refused('The range lies outside the file.'),
} as const

export const fileRoute = createRoute({
  method: 'get',
  path: '/works/{number}/files/{file}',
  summary: 'The bytes of a file or of a rendition. Range, If-Range and HEAD are honoured; the ETag is the SHA-256.',
  security,
  request: { params: fileParams, query: fileQuery },
  responses: {
    ...bytes,
    ...common,
    404: refused('There is no such work, file or rendition for you.'),
    410: refused('The work was withdrawn.'),
  },
})

export const articleRoute = createRoute({
  method: 'get',
  path: '/works/{number}/articles/{name}',
  summary: 'A text with its illustrations as one zip: a page, what WeChat takes, or Markdown.',
  security,
  request: { params: articleParams, query: noQuery },
  responses: {
    200: bytes[200],
    ...common,
    404: refused('There is no such work for you, or it is no article.'),
    410: refused('The work was withdrawn.'),
  },
})

export const linkRoute = createRoute({
  method: 'get',
  path: '/works/{number}/files/{file}/link',
  summary: 'A link to the same bytes that needs no key and lasts a quarter of an hour.',
  security,
  request: { params: fileParams, query: fileQuery },
  responses: {
    200: json('The link, and when it ends.', link),
    ...common,
    404: refused('There is no such work, file or rendition for you.'),
    410: refused('The work was withdrawn.'),
  },
})

export const followRoute = createRoute({
  method: 'get',
  path: '/links/{token}',
  summary: 'The bytes behind a link. Range, If-Range and HEAD are honoured; the ETag is the SHA-256.',
  security: [],
  request: { params: linkParams, query: noQuery },
  responses: {
    ...bytes,
    304: common[304],
    400: common[400],
    404: refused('This is no link of ours, or the file is no longer part of the work.'),
    410: refused('The link has ended, or the work was withdrawn.'),
  },
})

export const changesRoute = createRoute({
  method: 'get',
  path: '/changes',
  summary: 'Everything that was released, corrected or withdrawn since a cursor; from the beginning without one.',
  security,
  request: { query: changesQuery },
  responses: {
    200: json('The next changes, in the order in which you may know of them.', changes),
    ...common,
    410: refused('Your entitlement changed: follow again from the start, without a cursor.'),
  },
})
