import type { System } from './system.ts'

/**
 * The system with other visibility timeouts than the template's. Those are six times the functions' own, a minute and
 * more: too long to wait for the messages of a function that a test killed.
 */
export const withVisibility = (system: System, seconds: string | undefined): System => {
	if (seconds === undefined) return system
	const queues = system.queues.map((queue) => ({
		...queue,
		attributes: { ...queue.attributes, VisibilityTimeout: seconds },
	}))
	return { ...system, queues }
}
