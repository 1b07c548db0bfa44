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

/**
 * Somebody named as owner or deputy, as the roster knows them: nobody, a team by mistake, or an agent, who may own cases or
 * may not (another role, or retired).
 */
export type Colleague = 'unknown' | 'team' | { readonly key: AgentKey; readonly isWorking: boolean }

/** A team that somebody named, as the roster knows it: a name of none, or its code. */
export type NamedTeam = 'unknown' | { readonly code: Team }
