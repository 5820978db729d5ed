/**
 * Where settings are kept: a properties file, or the registry. Stores keep texts by name and check none of them. Only
 * the composition root knows this package; all others use {@link org.omsgateway.config.ConfigStore}.
 *
 * <p>{@link org.omsgateway.store.ConfigStores} chooses the store. Both stores make three promises:
 *
 * <ul>
 *   <li>One writer at a time, of all processes: a {@code StoreLock} is held from reading to writing.
 *   <li>All of a change or nothing, whenever the process ends: a file is written beside the old one and takes its
 *     place at once ({@code StagedFile}), with the password that belongs to it ({@code PasswordFile}). Registry values
 *     are put back if one of them cannot be written; if the process ends in between, a changed password is missing.
 *   <li>Nobody else can read the relay proxy's password: a {@code PasswordFile} is for its owner only; in the registry
 *     the password is protected by DPAPI and the key by its access control list ({@code KeyAccess}).
 * </ul>
 *
 * <p>On Windows, a policy is in a registry key of its own. A store reads it, and never writes it.
 *
 * <p>The file: {@link org.omsgateway.store.PropertiesConfigStore} reads and stages a {@code SettingsFile}, whose
 * comments and order {@code PropertiesText} keeps. The registry: {@link org.omsgateway.store.WindowsConfigStore} reads
 * and writes a {@code WindowsRegistryKey} in the format of {@code RegistrySettings}, which is tested on every operating
 * system.
 */
package org.omsgateway.store;
