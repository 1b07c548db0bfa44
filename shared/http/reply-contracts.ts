import * as z from 'zod'
import {
	caseOutcomeSchema,
	overrideReasonSchema,
	promiseKindSchema,
	type ReplyPurpose,
	replyPurposeSchema,
	replyWarningSchema,
} from '#shared/cases/codes.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import { networkSchema, outboundChannelSchema } from '#shared/cases/network.ts'
import { BY_HAND_REASONS } from '#shared/cases/replies/ways.ts'
import { dangerKindSchema } from '#shared/cases/signals/facts.ts'
import { prefixedIdSchema } from '#shared/desk/case-view-schema.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { caseAnswerSchema } from './answer-schemas.ts'
import { command, noQuerySchema, optionalVersion, typedInstant, version } from './case-contracts.ts'
import { promiseBody } from './promise-contracts.ts'
import { PROBLEM_OF_TEXT, problemsOn } from './refusal-problems.ts'
import { type Contract, WRITERS } from './route.ts'

/** Longer than any network allows: a text too long for its network is refused with its length. */
const LONGEST_TEXT = 50_000

const text = z.string().max(LONGEST_TEXT)
const textKey = dangerKindSchema.optional().meta({
	description:
		'In place of `text`: our fixed text for a danger that stands, as `suggestedText` of it shows. Nobody edits it, and it answers as any answer does.',
})
const visibility = z
	.enum(['public', 'private', 'mail'])
	.meta({ description: '`mail`: to the address that the customer confirmed by giving data with it.' })
const channel = networkSchema
	.optional()
	.meta({ description: 'Where the case runs over several networks. Default: where the customer wrote last.' })
const inReplyTo = prefixedIdSchema('msg')
	.optional()
	.meta({ description: 'The `id` of a message in the timeline. Default: the newest one of that visibility.' })
const purpose = replyPurposeSchema.default('answer').meta({
	description:
		'`interim` answers for now: our turn stays, with the date `until`. `invitation` leads into a private message and gives one day of service for it, `netiquette` points to the rules of the house: both answer nothing, and a pointer moves no turn. Rather answer, with the pointer beside it: see `netiquette`.',
})
const until = typedInstant
	.optional()
	.meta({ description: 'Of an `interim` answer, and of no other: by when the customer hears more.' })

type Worded = { readonly text?: string | undefined; readonly textKey?: string | undefined }
type Dated = { readonly purpose: ReplyPurpose; readonly until?: string | undefined }
/** An answer has words of its author or fixed ones. */
const checkWords = ({ value, issues }: z.core.ParsePayload<Worded>): void => {
	if ((value.text === undefined) === (value.textKey === undefined))
		issues.push({ code: 'custom', path: ['text'], input: value.text })
}
/** An interim answer has a date, and nothing else has one. */
const checkUntil = ({ value, issues }: z.core.ParsePayload<Dated>): void => {
	if ((value.purpose === 'interim') !== (value.until !== undefined))
		issues.push({ code: 'custom', path: ['until'], input: value.until })
}

const costSchema = onFirstUse(() => z.object({ amount: z.number(), currency: z.literal('USD'), hasLink: z.boolean() }))
const findingSchema = onFirstUse(() => z.object({ kind: z.string(), start: z.int(), end: z.int() }))
const warningSchema = onFirstUse(() =>
	z.object({
		code: replyWarningSchema,
		words: z.array(z.string()).optional().meta({ description: 'The words that are meant.' }),
		cost: costSchema().optional(),
	}),
)
const placeSchema = onFirstUse(() =>
	z.object({ visibility, channel: outboundChannelSchema, until: instantSchema.optional() }),
)
const refusalSchema = onFirstUse(() =>
	z.object({
		code: z.string(),
		detail: z.string(),
		findings: z.array(findingSchema()).optional().meta({ description: 'Personal data: kind and place in the text.' }),
		possible: z.array(placeSchema()).optional().meta({ description: 'What else can be done.' }),
		link: z.string().optional().meta({ description: 'Where a person answers by hand.' }),
		why: z
			.enum(BY_HAND_REASONS)
			.optional()
			.meta({ description: 'With answer-by-hand: what keeps the network from taking it.' }),
		claimedBy: z.string().optional(),
	}),
)

const hintSchema = onFirstUse(() =>
	z.object({
		code: z.literal('soundsLikePromise'),
		start: z.int(),
		end: z.int(),
		kind: promiseKindSchema,
		dueAt: instantSchema.meta({ description: 'A guess, by the words and the service hours.' }),
	}),
)

const previewSchema = onFirstUse(() =>
	z.object({
		text: z.string().meta({ description: 'As it would leave: with the initials.' }),
		initials: z.string(),
		length: z.int().meta({ description: 'As the network counts: weighted on X, bytes in private on Instagram.' }),
		limit: z.int(),
		recipient: z
			.object({
				channel: outboundChannelSchema,
				visibility: z.enum(['public', 'private']),
				handle: z.string().optional(),
				name: z.string().optional(),
				userId: z.string().optional(),
				inReplyTo: z.string().optional(),
			})
			.optional(),
		window: z
			.object({ kind: z.enum(['standard', 'humanAgent', 'privateReply']), until: instantSchema })
			.optional()
			.meta({ description: 'Until when it may be sent; missing where the network knows no end.' }),
		cost: costSchema().optional(),
		warnings: z.array(warningSchema()),
		hints: z.array(hintSchema()).meta({ description: 'What the text seems to say. Nothing follows of it by itself.' }),
		refusals: z.array(refusalSchema()),
	}),
)
export type Preview = z.infer<ReturnType<typeof previewSchema>>

/** The problems of an outgoing text and its initials. */
export const TEXT_PROBLEMS: Contract['problems'] = [...Object.values(PROBLEM_OF_TEXT), 'warnings-open', 'agent-retired']

export const overridesSchema = z
	.array(z.strictObject({ warning: replyWarningSchema, reason: overrideReasonSchema }))
	.max(10)
	.default([])
	.meta({ description: 'Warnings that the author saw and overrules. Refusals cannot be overruled.' })

const replyShape = {
	version,
	visibility,
	text: text.optional(),
	textKey,
	channel,
	inReplyTo,
	purpose,
	until,
	urgent: z.boolean().default(false).meta({ description: 'Before others where a network sets the pace.' }),
	overrides: overridesSchema,
	promise: promiseBody.optional().meta({ description: 'What the answer promises; void if it does not leave.' }),
	netiquette: z
		.strictObject({ kind: z.enum(['pointer', 'warning']), message: prefixedIdSchema('msg') })
		.optional()
		.meta({
			description:
				'Say that the text holds a word about the tone of that message: the step is recorded with the answer, and counts once it was sent. Default of the purpose `netiquette`: a pointer, about the message that is answered.',
		}),
	closing: z.strictObject({ outcome: caseOutcomeSchema }).optional().meta({
		description:
			'Close the case when the answer was sent, as `when` of `outcome` does; where that cannot be, nothing is sent. Not of a trainee.',
	}),
}
const replyBody = () => z.strictObject(replyShape).check(checkUntil, checkWords)
export type ReplyBody = z.output<ReturnType<typeof replyBody>>

export const queuedSchema = onFirstUse(() =>
	caseAnswerSchema().extend({
		reply: z.object({ id: prefixedIdSchema('msg'), leavesAt: instantSchema, text: z.string(), initials: z.string() }),
	}),
)

const proposedSchema = onFirstUse(() =>
	caseAnswerSchema().extend({ proposal: z.object({ id: prefixedIdSchema('msg') }) }),
)

export const replyContract = {
	...command(
		'replies',
		'Answer: in public, in private or by mail. Of a trainee it is a proposal, which somebody else releases',
		replyBody,
		[
			...new Set([
				...problemsOn('reply'),
				...problemsOn('proposeReply'),
				...TEXT_PROBLEMS,
				'message-unknown' as const,
				'danger-not-open' as const,
			]),
		],
		'answers',
	),
	roles: WRITERS,
	proposed: {
		status: 202,
		description: 'Of a trainee: the case, with the proposal. Nothing leaves before somebody releases it.',
		schema: proposedSchema,
	},
	success: { status: 200, description: 'The case, and the answer that leaves at `leavesAt`.', schema: queuedSchema },
} satisfies Contract

const previewBody = () =>
	z.strictObject({ visibility, text: text.optional(), textKey, channel, inReplyTo, purpose, until }).check(checkWords)

export const previewReplyContract = {
	operation: 'previewReply',
	method: 'POST',
	path: '/api/cases/:id/replies/preview',
	summary: 'What an answer would be: length, recipient, window, cost, warnings, refusals. Sends nothing',
	tag: 'answers',
	roles: WRITERS,
	query: noQuerySchema,
	body: previewBody,
	success: { status: 200, description: 'The answer as it would leave.', schema: previewSchema },
	problems: ['case-unknown', 'case-unreadable', 'message-unknown', 'danger-not-open', 'agent-retired'],
} satisfies Contract

const onReply = <Body extends () => z.ZodType>(
	name: string,
	operation: string,
	summary: string,
	body: Body,
	problems: Contract['problems'],
) => ({
	...command(`replies/:reply/${name}`, summary, body, ['reply-unknown', ...problems], 'answers'),
	operation,
})

const unversioned = () => z.strictObject({ version: optionalVersion })

export const withdrawReplyContract = onReply(
	'withdrawal',
	'withdrawReply',
	'Take an answer back before it leaves',
	unversioned,
	problemsOn('withdrawReply'),
)

export const correctReplyContract = onReply(
	'correction',
	'correctReply',
	'Give a public answer that was sent another text, where its network allows it (Facebook)',
	() => z.strictObject({ version, text, overrides: replyShape.overrides }),
	[...problemsOn('correctReply'), ...TEXT_PROBLEMS],
)

export const deleteReplyContract = onReply(
	'deletion',
	'deleteReply',
	'Delete a public answer that was sent from its network',
	() => z.strictObject({ version }),
	problemsOn('deleteReply'),
)

export const resolveReplyContract = onReply(
	'resolution',
	'resolveReply',
	'Say how an answer ended that could not be followed',
	() => z.strictObject({ version, arrived: z.boolean() }),
	problemsOn('resolveReply'),
)

export const confirmNativeAnswerContract = onReply(
	'confirmation',
	'confirmNativeAnswer',
	"Say that what was written in the network's own app answers the customer",
	() => z.strictObject({ version }),
	problemsOn('confirmNativeAnswer'),
)

export const answeredByHandContract = command(
	'answered-by-hand',
	"Say that the customer was answered in the network's own app",
	() => z.strictObject({ version }),
	problemsOn('answeredByHand'),
	'answers',
)

const onMessage = (name: string, operation: string, summary: string) => ({
	...command(
		`messages/:message/${name}`,
		summary,
		unversioned,
		['message-unknown', 'message-private', 'hide-impossible', ...problemsOn('hideMessage')],
		'answers',
	),
	operation,
})
export const hideMessageContract = onMessage('hide', 'hideMessage', "Hide a customer's public message from others")
export const unhideMessageContract = onMessage('unhide', 'unhideMessage', "Show a customer's public message again")
