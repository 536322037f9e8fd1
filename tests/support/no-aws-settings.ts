/**
 * Whoever works on this may have a profile of their own account set, which the SDK prefers to the keys that tests set.
 * No test may reach an account, and none may fail for it.
 */
for (const name of Object.keys(process.env))
  if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
