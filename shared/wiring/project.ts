import type { DynamoDBStreamEvent } from 'aws-lambda'
import { type ProjectDependencies, projectStream } from '#shared/desk/queue/pulses.ts'

/** Creates `project`, which tells by the facts' stream which lists of the queue changed. */
export const createProject = (dependencies: ProjectDependencies) => (event: DynamoDBStreamEvent) =>
	projectStream(dependencies, event)
