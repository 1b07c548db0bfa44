import { initialsFor } from '#shared/agents/initials.ts'
import type { Proposal, Proposed } from '#shared/cases/apply.ts'
import { isPrivateForm } from '#shared/cases/codes.ts'
import { type AgentKey, type MessageKey, messageKeySchema } from '#shared/cases/keys.ts'
import type { ContentStore } from '#shared/cases/ports.ts'
import { wayOfForm } from '#shared/cases/replies/ways.ts'
import type { NewKey } from '#shared/cases/run-once.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Instant } from '#shared/kernel/clock.ts'
import { checkReply, withInitials } from './check-reply.ts'
import { type Override, object, objectionTo, type ReplyObjection } from './objection.ts'
import type { ReplyDependencies } from './prepare-reply.ts'

export type AskedCorrection = {
	readonly by: AgentKey
	readonly sub: string
	readonly reply: MessageKey
	readonly text: string
	readonly overrides: readonly Override[]
	readonly newKey: NewKey
}

/**
 * Prepares the correction of an answer: checks the new text like a first one and signs it with the corrector's
 * initials.
 */
export const prepareCorrection = async (
	dependencies: Pick<ReplyDependencies, 'content' | 'roster' | 'checkRules'>,
	{ id: caseId, form, language }: CaseState,
	{ by, sub, reply, text, overrides, newKey }: AskedCorrection,
	now: Instant,
): Promise<Proposed<ReplyObjection>> => {
	const initials = await initialsFor(dependencies.roster, sub)
	if (initials === undefined) return object({ code: 'agentRetired' })
	const id = newKey('msg')
	const content: Proposal<ReplyObjection>['content'] = async () => {
		const [sent] = await dependencies.content.get([reply])
		if (sent?.kind === 'reply' && sent.via !== 'mail') {
			const channel = { network: sent.via, visibility: 'public', isSummons: false } as const
			const check = checkReply({ caseId, channel, text, initials, form, language, recent: [] }, dependencies.checkRules)
			const objection = objectionTo(check, overrides)
			if (objection !== undefined) return { objection }
		}
		const corrected = withInitials(text, initials).toWellFormed()
		return { content: { kind: 'correction', id, caseId, text: corrected, by, initials, at: now, revision: 0 } }
	}
	return { command: { kind: 'correctReply', by, send: newKey('send'), reply, correction: id }, content }
}

export type AskedHide = {
	readonly by: AgentKey
	/** As the caller names it; an invalid key is an unknown message. */
	readonly message: string | undefined
	readonly isHidden: boolean
	readonly newKey: NewKey
}

/** Prepares hiding a message, or showing it again. Objects to anything but a customer's public message in this case. */
export const prepareHide = async (
	{ content }: { readonly content: Pick<ContentStore, 'get'> },
	{ id: caseId }: CaseState,
	{ by, message: name, isHidden, newKey }: AskedHide,
): Promise<Proposed<ReplyObjection>> => {
	const key = messageKeySchema.safeParse(name)
	const [known] = key.success ? await content.get([key.data]) : []
	if (!key.success || known?.kind !== 'message' || known.caseId !== caseId) return object({ code: 'messageUnknown' })
	if (known.form === 'mail' || isPrivateForm(known.form)) return object({ code: 'messagePrivate' })
	const { network, form } = known
	if (!wayOfForm(network, form).isHideable) return object({ code: 'hideImpossible' })
	return { command: { kind: 'hideMessage', by, send: newKey('send'), message: key.data, network, isHidden } }
}
