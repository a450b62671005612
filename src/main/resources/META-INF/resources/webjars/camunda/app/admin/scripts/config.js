// Overrides the file of the same name in camunda-webapp-webjar; compare at every upgrade.
export default {
  app: { name: '系统管理', vendor: '回声' },
  customScripts: ['../huisheng/scripts/sso.js'],
  locales: { availableLocales: ['zh', 'en'], fallbackLocale: 'en' },
  disableWelcomeMessage: true,
};
