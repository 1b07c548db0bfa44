import * as z from 'zod'
import type { AgentKey } from './keys.ts'

/** Who acts on a case, as values that a decider gets: it reads no roster. */

/**
 * The roles: an agent works cases, a lead also acts for others, an auditor reads figures and books, a trainee prepares
 * what others release, the call centre looks cases up.
 */
export const roleSchema = z.enum(['agent', 'lead', 'auditor', 'trainee', 'callcentre'])
export type Role = z.infer<typeof roleSchema>

/** A team's code, e.g. `nord`. */
export const teamSchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/)
export type Team = z.infer<typeof teamSchema>

/** The roles whose bearers work cases: they own them, answer, and count as a second person. */
export const WORKING_ROLES: readonly Role[] = ['agent', 'lead']

/** The agent who acts. */
export type Actor = { readonly key: AgentKey; readonly role: Role; readonly team?: Team | undefined }
