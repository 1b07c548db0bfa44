import * as z from 'zod'

/** The roles: an auditor reads, an agent works cases, a lead may also act for others. */
export const roleSchema = z.enum(['agent', 'lead', 'auditor'])
export type Role = z.infer<typeof roleSchema>

/** The caller of a request, as the token says. */
export type Agent = { readonly sub: string; readonly role: Role; readonly team?: string | undefined }

/** A subject; it becomes part of a table's key, so it is printable and has no blanks. */
export const subjectSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:|@-]{0,127}$/)
