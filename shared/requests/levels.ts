import type { Assurance } from '#shared/cases/facts.ts'

/**
 * How sure we are who wrote something, weakest first. The drop box gives the first two, never the third: that only a
 * call-back to the number in the contract gives, so no submission carries it.
 */
export const LEVELS = ['controlsAccount', 'controlsMailbox', 'contractHolder'] as const
export type Level = (typeof LEVELS)[number]

/** The least level at which each matter may be acted on (shared/requests/README.md, "Levels of proof"). */
export const NEEDED_LEVEL = {
	generalAdvice: 'controlsAccount',
	faultReport: 'controlsAccount',
	callBack: 'controlsAccount',
	orderStatus: 'controlsMailbox',
	technicianVisit: 'controlsMailbox',
	complaintAboutBill: 'controlsMailbox',
	simCard: 'contractHolder',
	porting: 'contractHolder',
	addressChange: 'contractHolder',
	bankDetails: 'contractHolder',
	pin: 'contractHolder',
	contractCopy: 'contractHolder',
} as const satisfies Record<string, Level>
export type Matter = keyof typeof NEEDED_LEVEL

/** Whether a matter may be acted on at this level. */
export const isAllowedAt = (level: Level | Assurance, matter: Matter): boolean =>
	LEVELS.indexOf(level) >= LEVELS.indexOf(NEEDED_LEVEL[matter])
