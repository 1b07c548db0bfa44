import type { DangerKind } from '#shared/cases/signals/facts.ts'
import { CHILD_IN_DANGER } from './children.ts'
import { EMERGENCY_UNREACHABLE } from './emergency-calls.ts'
import { LIFE_THREAT } from './life-threat.ts'
import type { Rules } from './rule.ts'
import { SELF_HARM } from './self-harm.ts'
import { VIOLENCE_AGAINST_US } from './violence.ts'

/** The words by which each danger is known. A kind without them does not compile. */
export const DANGERS: Readonly<Record<DangerKind, Rules>> = {
	selfHarm: SELF_HARM,
	lifeThreat: LIFE_THREAT,
	emergencyUnreachable: EMERGENCY_UNREACHABLE,
	violenceAgainstUs: VIOLENCE_AGAINST_US,
	child: CHILD_IN_DANGER,
}
