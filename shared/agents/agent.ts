import * as z from 'zod'
import type { Actor } from '#shared/cases/actor.ts'

/** The caller of a request: who the token says it is, with what the roster lets them do. */
export type Agent = Actor & { readonly sub: string }

/** A subject; it becomes part of a table's key, so it is printable and has no blanks. */
export const subjectSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:|@-]{0,127}$/)
