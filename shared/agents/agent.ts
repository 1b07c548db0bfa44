import * as z from 'zod'
import type { Role, Team } from '#shared/cases/actor.ts'

/** The caller of a request, as the token says. */
export type Agent = { readonly sub: string; readonly role: Role; readonly team?: Team | undefined }

/** A subject; it becomes part of a table's key, so it is printable and has no blanks. */
export const subjectSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:|@-]{0,127}$/)
