export type PracticeAgent = {
	/** The `sub` of the token. */
	readonly id: string
	readonly name: string
	/** An auditor belongs to no team. */
	readonly team?: 'nord' | 'sued' | undefined
	readonly role: 'agent' | 'lead' | 'auditor'
}

/** The people of the practice place: two teams of three, a lead each, an auditor. */
export const practiceAgents: readonly PracticeAgent[] = [
	{ id: 'anna', name: 'Anna Ahlers', team: 'nord', role: 'agent' },
	{ id: 'ben', name: 'Ben Brandt', team: 'nord', role: 'agent' },
	{ id: 'cem', name: 'Cem Celik', team: 'nord', role: 'agent' },
	{ id: 'lea', name: 'Lea Lorenz', team: 'nord', role: 'lead' },
	{ id: 'dora', name: 'Dora Diehl', team: 'sued', role: 'agent' },
	{ id: 'emil', name: 'Emil Engel', team: 'sued', role: 'agent' },
	{ id: 'fatma', name: 'Fatma Fidan', team: 'sued', role: 'agent' },
	{ id: 'otto', name: 'Otto Oswald', team: 'sued', role: 'lead' },
	{ id: 'ada', name: 'Ada Arndt', role: 'auditor' },
]
