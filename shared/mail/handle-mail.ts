import * as z from 'zod'
import { ParkedError } from '#shared/kernel/errors.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'
import { parkedId } from '#shared/ledger/envelope.ts'
import type { Settled } from '#shared/ledger/ports.ts'
import type { MailInDependencies } from './mail-in-dependencies.ts'
import { mailEnvelope } from './mail-key.ts'
import { type Receipt, readReceipt, receiptSchema } from './receipt.ts'
import { settleMail } from './settle-mail.ts'

/** The worker's word that somebody wants a parked mail tried again. */
const retryMailSchema = z.strictObject({ command: z.literal('retry-mail'), id: z.string() })

/** A mail as it is parked: what SES told of it, and the mail itself, which outlives the bucket's copy by it. */
const parkedMailSchema = z.object({ receipt: receiptSchema, raw: z.base64().optional() })
type ParkedMail = z.infer<typeof parkedMailSchema>

const sourceOf = (envelope: string): string => `${envelope}#0`

const park = async (
	{ parked, clock, log }: MailInDependencies,
	envelope: string,
	reason: ParkedReason,
	body: { readonly receipt: Receipt; readonly raw: Uint8Array | undefined },
): Promise<Settled> => {
	const id = parkedId(envelope, 0)
	const event: ParkedMail = {
		receipt: body.receipt,
		raw: body.raw === undefined ? undefined : Buffer.from(body.raw).toString('base64'),
	}
	const entry = { id, source: 'mail', reason, envelope, index: 0, parkedAt: clock.now() } as const
	await parked.park(entry, { kind: 'event', event })
	log.warn('EVENT_PARKED', { envelope, parked: id, reason })
	log.count('EventsParked')
	return { outcome: `parked:${reason}` }
}

const receive = async (dependencies: MailInDependencies, receipt: Receipt): Promise<void> => {
	const { bodies, identityKey, ledger, log } = dependencies
	const envelope = mailEnvelope(identityKey, receipt)
	await ledger.expect({ envelope, count: 1 })
	let raw: Uint8Array | undefined
	let settled: Settled
	try {
		raw = await bodies.get(receipt.bodyKey)
		settled = await settleMail(dependencies, { receipt, raw, source: sourceOf(envelope) })
	} catch (error) {
		// Kept rather than retried: what a mail is does not change by reading it again.
		if (!(error instanceof ParkedError)) throw error
		settled = await park(dependencies, envelope, error.reason, { receipt, raw })
	}
	const { outcome, caseId } = settled
	await ledger.settle(envelope, new Map([[0, outcome]]), new Map(caseId === undefined ? [] : [[0, caseId]]))
	if (outcome.startsWith('ignored:')) log.info('MAIL_IGNORED', { envelope, reason: outcome.slice('ignored:'.length) })
}

/** Tries a parked mail again: off the list with its true outcome, or still there with the reason of now. */
const retry = async (dependencies: MailInDependencies, id: string): Promise<void> => {
	const { parked, ledger, clock } = dependencies
	const entry = await parked.find(id)
	if (entry?.source !== 'mail') return
	const { envelope, index } = entry
	try {
		const body = await parked.body(entry)
		if (body?.kind !== 'event') throw new ParkedError('bodyGone')
		const { receipt, raw } = parkedMailSchema.parse(body.event)
		const bytes = raw === undefined ? undefined : Buffer.from(raw, 'base64')
		const { outcome, caseId } = await settleMail(dependencies, { receipt, raw: bytes, source: sourceOf(envelope) })
		await ledger.unpark(envelope, index, outcome, caseId)
		await parked.retried(id, clock.now())
	} catch (error) {
		if (!(error instanceof ParkedError)) throw error
		await ledger.unpark(envelope, index, `parked:${error.reason}`)
		await parked.retried(id, clock.now(), error.reason)
	}
}

/**
 * One message of the queue MailIn: a mail that SES received, or the wish to try a parked one again. Each mail gets exactly
 * one outcome in the ledger, however often SES tells of it. Throws what is to be tried again.
 */
export const handleMail = async (dependencies: MailInDependencies, message: unknown): Promise<void> => {
	const again = retryMailSchema.safeParse(message)
	if (again.success) return retry(dependencies, again.data.id)
	return receive(dependencies, readReceipt(message))
}
