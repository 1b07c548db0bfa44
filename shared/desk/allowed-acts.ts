import { z } from 'zod'
import type { Assurance } from '../cases/facts.ts'

/**
 * What may be done on the word of whoever sent the data. SIM, porting, address, bank, PIN and copies of contracts are not
 * in the list: they need the contract holder, which only a call-back to the contract's own number shows (design.md, "The
 * secure e-mail request", 5).
 */
export const actSchema = z.enum(['lookUpContract', 'checkFault', 'callBack', 'arrangeVisit', 'tellOrderStatus'])
export type Act = z.infer<typeof actSchema>

/** Acts by level: a network account is passed around more easily than a mailbox is. */
export const ALLOWED_ACTS: Readonly<Record<Assurance, readonly Act[]>> = {
	controlsAccount: ['lookUpContract', 'checkFault', 'callBack'],
	controlsMailbox: ['lookUpContract', 'checkFault', 'callBack', 'arrangeVisit', 'tellOrderStatus'],
}
