/** What several packages need of Windows, and JNA's own bindings lack. */
package org.omsgateway.windows;
