import { BACK_OFFICE_SECRET } from '#infra/local/practice/kernel/local-secrets.ts'
import { SCOPES } from '#shared/kernel/env-names.ts'

export type PracticeAgent = {
	/** The `sub` of the token. */
	readonly id: string
	readonly name: string
	/** Auditors and the call centre belong to no team. */
	readonly team?: 'nord' | 'sued' | undefined
	readonly role: 'agent' | 'lead' | 'auditor' | 'trainee' | 'callcentre'
}

/** The people of the practice place: two teams of three, a lead each; a trainee, an auditor, the call centre. */
export const practiceAgents: readonly PracticeAgent[] = [
	{ id: 'anna', name: 'Anna Ahlers', team: 'nord', role: 'agent' },
	{ id: 'ben', name: 'Ben Brandt', team: 'nord', role: 'agent' },
	{ id: 'cem', name: 'Cem Celik', team: 'nord', role: 'agent' },
	{ id: 'lea', name: 'Lea Lorenz', team: 'nord', role: 'lead' },
	{ id: 'tim', name: 'Tim Thomsen', team: 'nord', role: 'trainee' },
	{ id: 'dora', name: 'Dora Diehl', team: 'sued', role: 'agent' },
	{ id: 'emil', name: 'Emil Engel', team: 'sued', role: 'agent' },
	{ id: 'fatma', name: 'Fatma Fidan', team: 'sued', role: 'agent' },
	{ id: 'otto', name: 'Otto Oswald', team: 'sued', role: 'lead' },
	{ id: 'ada', name: 'Ada Arndt', role: 'auditor' },
	{ id: 'cora', name: 'Cora Carstens', role: 'callcentre' },
]

export type PracticeMachine = {
	/** Its `client_id`. */
	readonly id: string
	/** The one scope that its tokens have. */
	readonly scope: string
	readonly secret: string
}

/** The machines of the practice place: the company's back office takes up what is handed over. */
export const practiceMachines: readonly PracticeMachine[] = [
	{ id: 'backoffice', scope: SCOPES.handover, secret: BACK_OFFICE_SECRET },
]

/** The client by which agents sign in. */
export const DESK_CLIENT = 'hilft-desk-local'

/** Seconds that a token lives: a day of trying things out by scripts. */
export const PRACTICE_TOKEN_SECONDS = 12 * 60 * 60
