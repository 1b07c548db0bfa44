import * as z from 'zod'
import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'
import { instantSchema, type MessageKey, messageKeySchema, type SendId, sendIdSchema, stepIdSchema } from '../keys.ts'
import type { SendStatus } from '../sends/send.ts'
import { type rememberedStepSchema, type StepKind, stepKindSchema } from './facts.ts'

const stepSchema = () =>
	z.object({
		step: stepIdSchema,
		what: stepKindSchema,
		at: instantSchema,
		until: instantSchema.optional(),
		/** Absent of a step in an earlier case. */
		message: messageKeySchema.optional(),
		send: sendIdSchema.optional(),
		/** `underWay`: what says it has not left yet. `ended`: of a mute that is over. */
		status: z.enum(['underWay', 'stands', 'notSent', 'undone', 'ended']),
	})
export type NetiquetteStep = z.infer<ReturnType<typeof stepSchema>>

export const netiquetteState = () =>
	({
		/** The steps taken with this contact, in earlier cases too, the newest last. */
		netiquette: z.array(stepSchema()),
	}) as const

type WithSteps = { readonly netiquette: readonly NetiquetteStep[] }

/** How long a step is held against somebody. */
const REMEMBERED_FOR = 90 * DAY

/** Returns the steps of so long, whatever became of them. */
export const recentSteps = ({ netiquette }: WithSteps, now: Instant): readonly NetiquetteStep[] =>
	netiquette.filter(({ at }) => addMilliseconds(at, REMEMBERED_FOR) > now)

/** Returns the steps that count at `now`: said or done, and not undone. */
const standingSteps = (state: WithSteps, now: Instant): readonly NetiquetteStep[] =>
	recentSteps(state, now).filter(({ status }) => status === 'stands' || status === 'ended')

/** What must stand before a step may be taken: one of these, so many times. The first needs nothing. */
const NEEDED: Readonly<Record<StepKind, readonly { readonly what: StepKind; readonly times: number }[]>> = {
	pointer: [],
	warning: [{ what: 'pointer', times: 1 }],
	hidden: [{ what: 'warning', times: 1 }],
	/** What cannot be hidden where it stands, on X or in private, is warned of once more instead. */
	muted: [
		{ what: 'hidden', times: 1 },
		{ what: 'warning', times: 2 },
	],
}

/** Tells whether the steps before this one were taken. */
export const isStepDue = (state: WithSteps, what: StepKind, now: Instant): boolean => {
	const standing = standingSteps(state, now)
	const needed = NEEDED[what]
	return (
		needed.length === 0 || needed.some((one) => standing.filter((step) => step.what === one.what).length >= one.times)
	)
}

/** Returns the mute that stands, whether its time is over or not: until that is on record it is looked after. */
export const standingMute = ({ netiquette }: WithSteps): NetiquetteStep | undefined =>
	netiquette.findLast(({ what, status }) => what === 'muted' && status === 'stands')

/** Returns until when a contact is muted; undefined where they are not. */
export const mutedUntil = (state: WithSteps, now: Instant): Instant | undefined => {
	const until = standingMute(state)?.until
	return until !== undefined && until > now ? until : undefined
}

/** Returns the steps that a new case of the same contact begins with; undefined where there are none. */
export const rememberedSteps = (state: WithSteps, now: Instant): z.infer<typeof rememberedStepSchema>[] | undefined => {
	const standing = standingSteps(state, now).map(({ step, what, at, until }) => ({ step, what, at, until }))
	return standing.length === 0 ? undefined : standing
}

const STATUS_OF: Partial<Readonly<Record<SendStatus['kind'], NetiquetteStep['status']>>> = {
	sent: 'stands',
	failed: 'notSent',
	withdrawn: 'notSent',
}

/** Returns the steps after a send entered a status: what never left was never said. */
export const stepsAfterSend = (
	steps: readonly NetiquetteStep[],
	send: SendId,
	{ kind }: SendStatus,
): NetiquetteStep[] =>
	steps.map((one) => {
		const isOpen = one.send === send && one.status !== 'undone'
		return isOpen ? { ...one, status: STATUS_OF[kind] ?? one.status } : one
	})

/** Why a step about somebody's tone cannot be taken, or said. */
export const STEP_REFUSALS = ['dangerOpen', 'stepMissing'] as const

/** Why a step cannot be taken of a message: a threat is danger and no matter of tone, and no step is skipped. */
export const stepObjection = (
	state: WithSteps & { readonly dangers: readonly { readonly messages: readonly MessageKey[] }[] },
	{ what, message }: { readonly what: StepKind; readonly message: MessageKey },
	now: Instant,
): (typeof STEP_REFUSALS)[number] | undefined => {
	if (state.dangers.some(({ messages }) => messages.includes(message))) return 'dangerOpen'
	return isStepDue(state, what, now) ? undefined : 'stepMissing'
}
