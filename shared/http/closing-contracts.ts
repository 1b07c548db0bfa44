import * as z from 'zod'
import { CLOSINGS, type ClosingReason } from '#shared/cases/closing/matrix.ts'
import { type CaseOutcome, caseOutcomeSchema, unansweredReasonSchema } from '#shared/cases/codes.ts'
import { caseNumberSchema, instantSchema } from '#shared/cases/keys.ts'
import { prefixedIdSchema } from '#shared/desk/case-view-schema.ts'
import { onFirstUse } from '#shared/kernel/on-first-use.ts'
import { command, limitSchema, noBodySchema, noQuerySchema, version } from './case-contracts.ts'
import { problemsOn } from './refusal-problems.ts'
import { type Contract, WORKERS } from './route.ts'

/** The contracts of the end of cases; which reasons fit is described from the matrix itself. */

const OUTCOMES = caseOutcomeSchema.options

/** Renders which reasons an outcome may have, as JSON Schema. */
const pairsOf = (outcome: CaseOutcome, reasons: readonly ClosingReason[]) => {
	const named = reasons.filter((reason) => reason !== 'none')
	return {
		properties:
			named.length === 0 ? { outcome: { const: outcome } } : { outcome: { const: outcome }, reason: { enum: named } },
		required: reasons.includes('none') ? undefined : ['reason'],
		not: named.length === 0 ? { required: ['reason'] } : undefined,
	}
}

const said = (reasons: readonly ClosingReason[]): string =>
	reasons.map((reason) => `\`${reason}\``).join(', ') || 'never'

/** Describes the matrix in words, a row for each outcome. */
const matrixInWords = () =>
	OUTCOMES.map((outcome) => {
		const { answered, unanswered, whenSent, bySecond, proof } = CLOSINGS[outcome]
		const notes = [
			bySecond ? 'needs a second person' : undefined,
			whenSent ? 'may wait for the answer' : undefined,
			proof === 'customersWord' ? 'names the customer’s message' : undefined,
			proof === 'ownTries' ? 'seven days after our second try at the earliest' : undefined,
		].filter((note) => note !== undefined)
		return `\`${outcome}\`: where nobody waits ${said(answered)}, where somebody does ${said(unanswered)}${notes.length === 0 ? '' : `; ${notes.join(', ')}`}.`
	}).join(' ')

const endingShape = { outcome: caseOutcomeSchema, reason: unansweredReasonSchema.optional() }

const matrixAsSchema = () => ({
	description: `Which reason fits which outcome; \`none\` is no reason. ${matrixInWords()} \`answeredElsewhere\` needs a confirmed native answer or a recorded call.`,
	oneOf: OUTCOMES.map((outcome) =>
		pairsOf(outcome, [...new Set([...CLOSINGS[outcome].answered, ...CLOSINGS[outcome].unanswered])]),
	),
})

export const closeCaseContract = command(
	'outcome',
	'Close a case: at once, or `when` the answer on its way was `sent`. Who ends the wait of somebody must have been shown what they wrote; after three such closings in ten minutes, and for spam, a second person decides (`second-person`: it is recorded as a proposal)',
	() =>
		z
			.strictObject({
				version,
				...endingShape,
				message: prefixedIdSchema('msg')
					.optional()
					.meta({ description: 'The message by which the customer withdrew their matter.' }),
				when: z.literal('sent').optional().meta({
					description: 'Closes when the answer on its way was sent; whatever comes in between leaves the case open.',
				}),
			})
			.meta(matrixAsSchema()),
	[...new Set([...problemsOn('close'), ...problemsOn('closeWhenSent')]), 'second-person', 'message-unknown'],
)

export const approveClosingContract = command(
	'outcome/approval',
	'Agree to an end that somebody else proposed: the case is closed',
	() => z.strictObject({ version }),
	problemsOn('approveClosing'),
)

export const refuseClosingContract = command(
	'outcome/refusal',
	'Refuse an end that somebody else proposed: the case stays open',
	() => z.strictObject({ version }),
	problemsOn('refuseClosing'),
)

const MOST_AT_ONCE = 50

export const proposeClosingsContract = {
	operation: 'proposeClosings',
	method: 'POST',
	path: '/api/closings',
	summary: 'Propose the end of many cases at once, of spam and of what an incident told: a second person decides each',
	tag: 'cases',
	roles: WORKERS,
	query: noQuerySchema,
	body: () =>
		z.strictObject({
			cases: z
				.array(z.strictObject({ id: prefixedIdSchema('case'), version }))
				.min(1)
				.max(MOST_AT_ONCE),
			...endingShape,
		}),
	isIdempotent: true,
	success: {
		status: 200,
		description: 'What became of each case, in the order asked.',
		schema: onFirstUse(() =>
			z.object({
				items: z.array(
					z.object({
						id: z.string(),
						state: z.enum(['proposed', 'refused']),
						type: z.string().optional().meta({ description: 'Why it was refused, as the type of the problem.' }),
						detail: z.string().optional(),
					}),
				),
			}),
		),
	},
	problems: ['not-in-bulk', 'outcome-mismatch'],
} satisfies Contract

export const listClosingsContract = {
	operation: 'listClosings',
	method: 'GET',
	path: '/api/closings',
	summary:
		'Ends that somebody looks after, the newest first: those that wait for a second person, and for leads what was closed today while somebody waited. Never who did it',
	tag: 'cases',
	roles: WORKERS,
	query: () =>
		z.strictObject({
			proposed: z.literal('true').optional(),
			unanswered: z
				.literal('today')
				.optional()
				.meta({ description: 'For leads. Default, without either: all that one may see.' }),
			limit: limitSchema,
		}),
	body: noBodySchema,
	success: {
		status: 200,
		description: 'The ends, without their authors.',
		schema: onFirstUse(() =>
			z.object({
				items: z.array(
					z.object({
						case: prefixedIdSchema('case'),
						number: caseNumberSchema,
						version: z.int(),
						state: z.enum(['proposed', 'closed']),
						outcome: caseOutcomeSchema,
						reason: unansweredReasonSchema.optional(),
						at: instantSchema,
					}),
				),
			}),
		),
	},
	problems: [],
} satisfies Contract
