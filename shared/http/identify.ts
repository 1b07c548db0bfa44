import type { Agent } from '#shared/agents/agent.ts'
import { changeRoster, type RosterDependencies } from '#shared/agents/change-roster.ts'
import { type AgentRecord, actingRole, type RosterStore } from '#shared/agents/roster.ts'
import type { AgentKey } from '#shared/cases/keys.ts'
import { type RefusedCode, RefusedError } from '#shared/kernel/errors.ts'
import type { Log } from '#shared/kernel/log.ts'
import type { Token } from './authenticate.ts'

/** What of a token decides who its bearer is, and what they may do. */
export type Bearer = Pick<Token, 'sub' | 'groups' | 'issuedAt'>

/** Returns the agent behind a token. Throws `RefusedError` where the roster gives them no right. */
export type Identify = (bearer: Bearer) => Promise<Agent>

/** Returns the agent with what the roster holds of them. Throws as `Identify` does. */
export type Recognise = (bearer: Bearer) => Promise<{ readonly agent: Agent; readonly record: AgentRecord }>

export type IdentifyDependencies = {
	readonly roster: Pick<RosterStore, 'find'>
	/** Writes the first lead's record, in the function that may; elsewhere a token without a record is refused. */
	readonly enrolFirstLead: (sub: string) => Promise<AgentRecord | undefined>
}

/** The refusal of somebody whom the roster knows: `agent` is for the record. */
export class AgentRefusedError extends RefusedError {
	readonly agent: AgentKey
	constructor(code: RefusedCode, { key }: AgentRecord) {
		super(code)
		this.agent = key
	}
}

/** Tells whether a token was issued before the moment from which new ones are demanded; tokens count whole seconds. */
const isRevoked = ({ issuedAt }: Bearer, { revokedBefore }: AgentRecord): boolean =>
	revokedBefore !== undefined && issuedAt * 1_000 < Date.parse(revokedBefore)

/**
 * Creates the check of a token's bearer against the roster, asked afresh for every request: a retirement, a revocation or
 * another role holds from the next one on. The token's group is the ceiling, the record acts.
 */
export const createRecognise =
	({ roster, enrolFirstLead }: IdentifyDependencies): Recognise =>
	async (bearer) => {
		const { sub, groups } = bearer
		const known = await roster.find(sub)
		if (known?.retiredAt !== undefined) throw new AgentRefusedError('agentRetired', known)
		if (known !== undefined && isRevoked(bearer, known)) throw new AgentRefusedError('tokenRevoked', known)
		const isLead = known?.role === 'lead'
		// `me` is no subject: the API's paths name the caller by it.
		const first = groups.includes('lead') && !isLead && sub !== 'me' ? await enrolFirstLead(sub) : undefined
		const record = first ?? known
		if (record === undefined) throw new RefusedError('notOnRoster')
		const role = actingRole(record.role, groups)
		if (role === undefined) throw new AgentRefusedError('roleMissing', record)
		return { agent: { sub, key: record.key, role, team: record.team }, record }
	}

/** Creates the same check for those who need to know no more of the agent than what they may do. */
export const createIdentify = (dependencies: IdentifyDependencies): Identify => {
	const recognise = createRecognise(dependencies)
	return async (bearer) => (await recognise(bearer)).agent
}

/**
 * Creates the way in for the first lead: while no lead works here, the bearer of a token of that group writes their own
 * record. It is logged and alarms, since it is the one right that nobody else gives.
 */
export const createEnrolFirstLead =
	(dependencies: RosterDependencies & { readonly log: Log }): IdentifyDependencies['enrolFirstLead'] =>
	async (sub) => {
		const changed = await changeRoster(dependencies, { kind: 'enrolFirstLead', sub })
		if (changed.outcome === 'refused') return undefined
		dependencies.log.warn('FIRST_LEAD', { agent: changed.record.key })
		dependencies.log.count('FirstLead')
		return changed.record
	}
