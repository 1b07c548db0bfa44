import { applyCommand, type Objected } from '#shared/cases/apply.ts'
import { claimer } from '#shared/cases/claims/decide.ts'
import { decide } from '#shared/cases/decide.ts'
import type { AgentKey, CaseId } from '#shared/cases/keys.ts'
import type { MessagingWindow } from '#shared/cases/messaging-window.ts'
import type { Refusal } from '#shared/cases/refusal.ts'
import type { CaseState } from '#shared/cases/state.ts'
import type { Clock } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'
import { newId, type Random } from '#shared/kernel/id.ts'
import { type Alternatives, alternativesTo } from './alternatives.ts'
import type { ReplyCheck } from './check-reply.ts'
import { keepDraft } from './draft.ts'
import type { Target } from './find-target.ts'
import type { ReplyObjection } from './objection.ts'
import { type AskedReply, aimReply, checkText, type ReplyDependencies } from './prepare-reply.ts'

export type PreviewDependencies = ReplyDependencies & { readonly clock: Clock; readonly random: Random }

export type ReplyToPreview = Omit<AskedReply, 'newKey'> & { readonly caseId: CaseId }

/** An answer as it would be sent now. */
export type PreviewedReply = {
	readonly state: CaseState
	readonly target: Target | undefined
	readonly initials: string
	readonly check: ReplyCheck
	/** By which it would leave, where its network knows an end. */
	readonly window: MessagingWindow | undefined
	/** Why the case would refuse it. */
	readonly refused: ({ readonly refusal: Refusal } & Alternatives) | undefined
}

/** Whoever holds the case and looks at an answer is writing: it stays theirs, and others see what they write. */
const noteWriting = async (
	dependencies: PreviewDependencies,
	state: CaseState,
	by: AgentKey,
	text: string,
): Promise<void> => {
	const now = dependencies.clock.now()
	if (claimer(state, now) !== by) return
	await applyCommand(dependencies, state.id, { kind: 'keepClaim', by })
	await keepDraft(dependencies.content, state.id, { by, text, at: now })
}

/**
 * Shows an answer as it would be sent now, and notes that its author is writing. Throws `RefusedError('caseUnknown')`.
 */
export const previewReply = async (
	dependencies: PreviewDependencies,
	{ caseId, by, sub, written }: ReplyToPreview,
): Promise<PreviewedReply | Objected<ReplyObjection>> => {
	const { store, clock, random } = dependencies
	const state = await store.load(caseId)
	if (state === undefined) throw new RefusedError('caseUnknown')
	const newKey: AskedReply['newKey'] = (prefix) => newId(prefix, random)
	const aimed = await aimReply(dependencies, state, { by, sub, written, newKey })
	if ('objection' in aimed) return aimed
	const { command, target, initials } = aimed
	const now = clock.now()
	const decision = decide(state, command, now)
	const check = await checkText(dependencies, state, written, aimed, decision.window)
	await noteWriting(dependencies, state, by, written.text)
	return {
		state,
		target,
		initials,
		check,
		window: decision.window,
		refused:
			decision.outcome === 'accepted'
				? undefined
				: { refusal: decision.refusal, ...alternativesTo(dependencies, decision.refusal, state, target, now) },
	}
}
