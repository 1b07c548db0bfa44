/** The folders of a data directory in which the cloud keeps what survives a restart. */
export const CLOUD_FOLDERS = {
	/** Who runs on these data: a file for each process, and the variables of operators. */
	processes: 'processes',
	dynamodb: 'dynamodb',
	queues: 'queues',
	stub: 'stub',
	logs: 'logs',
	streamPositions: 'stream-positions',
} as const
