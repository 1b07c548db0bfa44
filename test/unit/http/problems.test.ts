import { describe, expect } from 'vitest'
import type { Command } from '#shared/cases/commands.ts'
import { REFUSALS } from '#shared/cases/refusal.ts'
import { PARKED_DETAILS } from '#shared/http/operations-routes.ts'
import { errorResponse } from '#shared/http/problem.ts'
import { PROBLEMS, type ProblemCode } from '#shared/http/problems.ts'
import { PROBLEM_OF, PROBLEM_OF_ERROR, PROBLEM_OF_TEXT } from '#shared/http/refusal-problems.ts'
import { ParkedError, type RefusedCode, RefusedError } from '#shared/kernel/errors.ts'
import { PARKED_REASONS } from '#shared/kernel/parked-reasons.ts'
import { createDeskPlace } from '#test/fixtures/desk-place.ts'
import { it as base } from '#test/fixtures/desk-test.ts'
import { listedProblems } from '#test/support/listed-problems.ts'

/** The routes by which each command comes from outside; none where machines alone give it. */
const OPERATIONS: Readonly<Record<Command['kind'], readonly string[]>> = {
	claim: ['claim'],
	release: ['release'],
	assign: ['assign'],
	takeOver: ['takeOver'],
	fallBack: [],
	writeNote: ['notes'],
	withdrawNote: ['withdrawNote'],
	setAddressForm: ['address'],
	setLanguage: ['language'],
	requestData: ['dataRequests'],
	resendRequest: ['dataRequestsResend'],
	revokeRequest: ['dataRequestsRevoke'],
	recordMailRequest: [],
	recordBounce: [],
	recordParkedMail: [],
	settleParkedMail: [],
	recordPause: [],
	recordDisowning: [],
	recordData: [],
	readData: ['readCustomerData'],
	recordErasure: ['eraseCustomerData'],
	startSend: [],
	recordSent: [],
	recordFailure: [],
	recordUnknown: [],
	deferSend: [],
	reply: ['replies'],
	proposeReply: ['replies'],
	releaseReply: ['releaseProposal'],
	returnReply: ['returnProposal'],
	withdrawReply: ['withdrawReply'],
	resolveReply: ['resolveReply'],
	correctReply: ['correctReply'],
	deleteReply: ['deleteReply'],
	hideMessage: ['hideMessage', 'unhideMessage'],
	recordOwnContent: [],
	confirmNativeAnswer: ['confirmNativeAnswer'],
	answeredByHand: ['answeredByHand'],
	keepClaim: [],
	recordReplyBounce: [],
	recordFoundData: [],
	recordExposure: [],
	demandPersonErasure: ['erasePerson'],
	withdrawPersonErasure: ['withdrawPersonErasure'],
	beginPersonErasure: [],
	recordPersonErasure: [],
	lapse: [],
	close: ['outcome'],
	closeWhenSent: ['outcome'],
	approveClosing: ['outcomeApproval'],
	refuseClosing: ['outcomeRefusal'],
	makePromise: ['promises'],
	keepPromise: ['keepPromise'],
	breakPromise: ['breakPromise'],
	movePromise: ['movePromise'],
	passPromise: ['passPromise'],
	tendPromises: [],
	recordCall: ['calls'],
	setPhoneForm: ['phoneForm'],
	setFollowUp: ['followUp'],
	clearFollowUp: ['clearFollowUp'],
	tendFollowUp: [],
	raiseSignal: ['raiseSignal'],
	confirmSignal: ['confirmSignal'],
	dismissSignal: ['dismissSignal'],
	raiseDanger: ['raiseDanger'],
	recordDangerTold: [],
	takeDanger: ['takeDanger'],
	endDanger: ['endDanger'],
	takeStep: ['takeNetiquetteStep'],
	undoStep: ['undoNetiquetteStep'],
}

const isRefusedCode = (code: string): code is RefusedCode => Object.hasOwn(PROBLEM_OF_ERROR, code)
const REFUSED_CODES = Object.keys(PROBLEM_OF_ERROR).filter(isRefusedCode)
const statusOf = (code: ProblemCode): number => PROBLEMS[code].status

/** What the description lists is the same for every test. */
const it = base.extend('listed', { scope: 'file' }, async ({ issuer }) => {
	const { body } = await createDeskPlace(issuer).ask('GET /api/openapi.json')
	return listedProblems(body)
})

describe('every refusal', () => {
	it.each([
		['of a command', PROBLEM_OF],
		['of a text', PROBLEM_OF_TEXT],
		['of a request', PROBLEM_OF_ERROR],
	] as const)('%s is a problem of the caller: 4xx, with a title and a detail', (_, table) => {
		for (const code of Object.values(table)) {
			expect([code, Math.floor(statusOf(code) / 100)]).toEqual([code, 4])
			expect(PROBLEMS[code].title).not.toBe('')
			expect(PROBLEMS[code].detail).toMatch(/[.!]$/)
		}
	})

	it.each(REFUSED_CODES)('%s answers with the status of its problem and names the field', (code) => {
		const problem = PROBLEM_OF_ERROR[code]
		const { status, body } = errorResponse(new RefusedError(code, { field: 'cursor' }))
		expect(status).toBe(statusOf(problem))
		expect(body).toMatchObject({ type: `urn:hilft:problem:${problem}`, status, errors: [{ field: 'cursor', code }] })
	})

	it('of a command is described at every route that gives the command', ({ listed }) => {
		for (const [kind, refusals] of Object.entries(REFUSALS)) {
			const operations = Object.entries(OPERATIONS).find(([name]) => name === kind)?.[1]
			expect(operations).toBeDefined()
			for (const operation of operations ?? []) {
				const { problems } = listed.find((one) => one.operation === operation) ?? {}
				for (const refusal of refusals)
					expect([operation, problems?.get(PROBLEM_OF[refusal])]).toEqual([operation, statusOf(PROBLEM_OF[refusal])])
			}
		}
	})

	it('comes by a route that is listed above: no command is left out', ({ listed }) => {
		const walked = Object.values(OPERATIONS).flat()
		const commands = listed.filter(({ problems }) => problems.has('stale-version'))
		expect(commands.map(({ operation }) => operation).filter((one) => !walked.includes(one))).toEqual([])
	})

	it('of a text is described where texts are sent', ({ listed }) => {
		for (const operation of ['replies', 'correctReply']) {
			const { problems } = listed.find((one) => one.operation === operation) ?? {}
			for (const code of Object.values(PROBLEM_OF_TEXT)) expect(problems?.get(code)).toBe(statusOf(code))
		}
	})
})

describe('an error of ours', () => {
	it.each([new Error('Erika'), new TypeError('Erika'), 'Erika', undefined])(
		'is 500 and says nothing of itself',
		(error) => {
			const { status, body } = errorResponse(error)
			expect(status).toBe(500)
			expect(JSON.stringify(body)).not.toContain('Erika')
			expect(body).not.toHaveProperty('errors')
		},
	)

	it.each(PARKED_REASONS)('that is parked as %s is 500 to a caller, who does not learn the reason', (reason) => {
		expect(errorResponse(new ParkedError(reason))).toEqual(errorResponse(new Error('x')))
	})
})

describe('every reason for parking', () => {
	it('is a sentence of its own at the desk, and one of a list in the description', async ({ issuer }) => {
		const sentences = PARKED_REASONS.map((reason) => PARKED_DETAILS[reason])
		expect(new Set(sentences).size).toBe(PARKED_REASONS.length)
		for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/)
		const { text } = await createDeskPlace(issuer).ask('GET /api/openapi.json')
		expect(text).toContain(JSON.stringify(PARKED_REASONS))
	})
})
