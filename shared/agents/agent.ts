import * as z from 'zod'

/** What an agent may do: an auditor reads, an agent works cases, a lead may also do so for others. */
export const roleSchema = z.enum(['agent', 'lead', 'auditor'])
export type Role = z.infer<typeof roleSchema>

/** Who signed the request, as the token says. */
export type Agent = { readonly sub: string; readonly role: Role; readonly team?: string | undefined }

/** Subjects become part of a table's key: printable, without blanks. */
export const subjectSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:|@-]{0,127}$/)
