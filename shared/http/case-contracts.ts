import * as z from 'zod'
import { subjectSchema } from '#shared/agents/agent.ts'
import { teamSchema } from '#shared/cases/actor.ts'
import { addressFormSchema, addressReasonSchema, contactLanguageSchema, dataFieldSchema } from '#shared/cases/codes.ts'
import { instantSchema } from '#shared/cases/keys.ts'
import { prefixedIdSchema } from '#shared/desk/case-view-schema.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { caseAnswerSchema, casePageSchema, caseWithTimelineSchema } from './answer-schemas.ts'
import { problemsOn } from './refusal-problems.ts'
import { type Contract, READERS, WORKERS, WRITERS } from './route.ts'

/** A whole number that came in a query. */
export const limitSchema = z.coerce.number().int().min(1).max(100).default(50)
export const cursorSchema = z.string().min(1).max(500).optional()
export const noQuerySchema = onFirstUse(() => z.strictObject({}))
/** GET has no body. */
export const noBodySchema = onFirstUse(() => z.undefined())

/** Farther ones nobody means, and no calendar reckons with them. */
const isMeant = (typed: string): boolean => {
	const year = new Date(typed).getUTCFullYear()
	return year >= 2000 && year < 2200
}

/** An instant as people type it: any offset, any precision, of this century or the next. Given as an instant in UTC. */
export const typedInstant = z.iso
	.datetime({ offset: true })
	.refine(isMeant)
	.transform((typed) => new Date(typed).toISOString())

export const version = z.int().positive().meta({ description: 'The version of the case that the author saw.' })
export const optionalVersion = version.optional()

/** What an agent says to whom a change concerns; kept as a note. */
export const remark = z
	.string()
	.trim()
	.min(1)
	.max(500)
	.optional()
	.meta({ description: 'For colleagues: the timeline shows it with the change.' })

/** The reason to overrule what was detected. */
const addressReason = addressReasonSchema.default('customerSaidSo')

const changed = { status: 200, description: 'The case after the command.', schema: caseAnswerSchema } as const
const COMMAND_PROBLEMS = [
	'case-unknown',
	'case-unreadable',
	'stale-version',
	'idempotency-key-reused',
	'idempotency-key-in-progress',
] as const

export const command = <const Name extends string, Body extends () => z.ZodType>(
	name: Name,
	summary: string,
	body: Body,
	problems: Contract['problems'],
	tag: Contract['tag'] = 'cases',
) => ({
	operation: name.replace(/[-/]([a-z])/g, (_, letter: string) => letter.toUpperCase()),
	method: 'POST' as const,
	path: `/api/cases/:id/${name}`,
	summary,
	tag,
	roles: WORKERS,
	query: noQuerySchema,
	body,
	isIdempotent: true as const,
	success: changed,
	problems: [...COMMAND_PROBLEMS, ...problems],
})

export const listCasesContract = {
	operation: 'listCases',
	method: 'GET',
	path: '/api/cases',
	summary:
		'All cases, open or closed, for whoever must miss none. One that this release cannot read is in its place, as `unreadable`. What is to be worked is in the queue',
	tag: 'cases',
	roles: READERS,
	query: () =>
		z.strictObject({
			state: z.enum(['open', 'closed']).optional(),
			limit: limitSchema,
			cursor: cursorSchema,
		}),
	body: noBodySchema,
	success: { status: 200, description: 'A page of cases.', schema: casePageSchema },
	problems: ['cursor-invalid'],
} satisfies Contract

export const getCaseContract = {
	operation: 'getCase',
	method: 'GET',
	path: '/api/cases/:id',
	summary: 'A case with the newest page of what happened in it, or with `before` the page before that',
	tag: 'cases',
	roles: READERS,
	query: () =>
		z.strictObject({
			limit: limitSchema,
			before: cursorSchema.meta({ description: 'The `older` of the page after it.' }),
		}),
	body: noBodySchema,
	success: { status: 200, description: 'The case and a page of its timeline.', schema: caseWithTimelineSchema },
	problems: ['case-unknown', 'case-unreadable', 'cursor-invalid'],
} satisfies Contract

export const listSeenContract = {
	operation: 'listSeen',
	method: 'GET',
	path: '/api/cases/:id/seen',
	summary: 'Who was shown the words of this case in the last 30 days: for auditors, and on record itself',
	tag: 'cases',
	roles: ['auditor'],
	query: noQuerySchema,
	body: noBodySchema,
	success: {
		status: 200,
		description: 'The last sight of each agent, the newest first.',
		schema: () =>
			z.object({
				items: z.array(
					z.object({
						by: z.string(),
						what: z
							.enum(['case', 'file', 'record'])
							.meta({ description: '`file`: a picture or document of theirs. `record`: an auditor read this list.' }),
						version: z.int().meta({
							description: 'The version of the case that was shown; of a file that at which its message was filed.',
						}),
						at: instantSchema,
					}),
				),
			}),
	},
	problems: ['case-unknown', 'case-unreadable'],
} satisfies Contract

export const claimContract = {
	...command(
		'claim',
		'Take a case to work on it',
		() => z.strictObject({ version: optionalVersion }),
		problemsOn('claim'),
	),
	roles: WRITERS,
}

export const releaseContract = {
	...command('release', 'Give a case back', () => z.strictObject({ version: optionalVersion }), problemsOn('release')),
	roles: WRITERS,
}

export const assignContract = command(
	'assign',
	'Name the owner, and a deputy, or a team: of a case that is free or yours; a lead, of any',
	() =>
		z
			.strictObject({
				version,
				owner: subjectSchema.optional().meta({ description: 'The one or the other: an owner or a team.' }),
				team: teamSchema.optional(),
				deputy: subjectSchema.optional().meta({ description: 'Stands in for the owner, so a team has none.' }),
				note: remark,
			})
			.transform(({ owner, deputy, team, ...rest }, context) => {
				if (team === undefined && owner !== undefined) return { ...rest, to: { kind: 'agent', owner, deputy } as const }
				if (team !== undefined && owner === undefined && deputy === undefined)
					return { ...rest, to: { kind: 'team', team } as const }
				const wrong = team === undefined ? 'owner' : owner === undefined ? 'deputy' : 'team'
				context.addIssue({ code: 'custom', path: [wrong] })
				return z.NEVER
			}),
	[...problemsOn('assign'), 'text-invalid', 'note-holds-data'],
)

export const takeOverContract = command(
	'take-over',
	'Take a case that is free, whose owner is absent, or as a lead. Data that the customer gave are not read by that',
	() => z.strictObject({ version: optionalVersion, reason: remark }),
	[...problemsOn('takeOver'), 'text-invalid', 'note-holds-data'],
)

export const writeNoteContract = {
	...command(
		'notes',
		'Write a note that only the desk sees; it may ask a colleague, or answer one that did',
		() =>
			z.strictObject({
				version: optionalVersion,
				text: z.string().trim().min(1).max(5_000),
				ask: subjectSchema.optional().meta({ description: 'The colleague whom it asks.' }),
				answers: prefixedIdSchema('note').optional().meta({ description: 'The note that it answers.' }),
				into: z.literal('vault').optional().meta({
					description:
						'Move the personal data in it into the vault, where those who may read them with a purpose; the note keeps the rest. A closed case opens by it.',
				}),
			}),
		[...problemsOn('writeNote'), 'text-invalid', 'note-holds-data'],
	),
	roles: WRITERS,
}

export const withdrawNoteContract = {
	...command(
		'notes/:note/withdrawal',
		'Take your note back: within ten minutes its words are erased, later it stays, struck through',
		() => z.strictObject({ version: optionalVersion }),
		problemsOn('withdrawNote'),
	),
	operation: 'withdrawNote',
	roles: WRITERS,
}

export const setAddressContract = command(
	'address',
	'Set the form of address: du only where the customer said it first',
	() =>
		z.strictObject({
			version,
			form: addressFormSchema,
			reason: addressReason,
			message: prefixedIdSchema('msg').optional().meta({
				description:
					'Of du: the message in which the customer says it. Default: where it was detected. One whose text tells nothing counts with the reason `wronglyDetected`.',
			}),
		}),
	[...problemsOn('setAddressForm'), 'message-unknown'],
)

export const setLanguageContract = command(
	'language',
	'Set the language',
	() => z.strictObject({ version, language: contactLanguageSchema, reason: addressReason }),
	problemsOn('setLanguage'),
)

export const requestDataContract = command(
	'data-requests',
	'Ask the customer for data by a secure e-mail request',
	() => z.strictObject({ version, fields: z.array(dataFieldSchema).min(1).max(dataFieldSchema.options.length) }),
	problemsOn('requestData'),
	'data requests',
)

export const resendRequestContract = command(
	'data-requests/resend',
	'Send the private message of the open request again',
	() => z.strictObject({ version }),
	problemsOn('resendRequest'),
	'data requests',
)

export const revokeRequestContract = command(
	'data-requests/revoke',
	'Take the open request back',
	() => z.strictObject({ version }),
	problemsOn('revokeRequest'),
	'data requests',
)
