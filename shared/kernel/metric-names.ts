/** The namespace of all our metrics in CloudWatch. They carry no dimensions, so that an alarm sees every function's count. */
export const METRIC_NAMESPACE = 'hilft'

/**
 * The metrics that alarms watch: the functions count them (embedded metric format), the stacks alarm on them, nobody
 * spells them twice. Imports nothing, because both the synthesis and the thinnest function load it.
 */
export const METRIC = {
	/** A stream record said that a fact was changed or removed, which nobody may. */
	factsTampered: 'FactsTampered',
	/** A webhook's signature was wrong, missing or doubled. */
	signaturesRefused: 'SignaturesRefused',
	/** A challenge that was not one: not token-shaped, or with a wrong verify token. */
	challengesRefused: 'ChallengesRefused',
	/** An authentic event that we could not understand and kept aside. */
	eventsParked: 'EventsParked',
	/** KMS refused to make or open a data key of the vault. */
	vaultKeyDenied: 'VaultKeyDenied',
} as const

export type MetricName = (typeof METRIC)[keyof typeof METRIC]
